//! Whoever sends nothing: is there, or is not.

use std::time::Duration;

use telephone::{Ended, Timing};

use crate::opposite::{A_LAW, Opposite, Voice};
use crate::outcomes::{UNREACHABLE, call};
use crate::plan::{Event, Plan};
use crate::sipp::{Scenario, description, sound_of};
use crate::sound::rising;
use crate::{RING, number, settings, telephone};

#[tokio::test]
async fn comfort_noise_shows_that_somebody_is_there() {
    let opposite = Opposite::start(Voice { sound: 13, ..A_LAW }).await;
    let mut sipp = Scenario::new()
        .pick_up(&sound_of(&opposite, "8 13 101"))
        .confirm("BYE")
        .play(1, &[])
        .await;
    let mut settings = settings(sipp.port);
    settings.timing.sound_gap = Duration::from_millis(300);
    let telephone = telephone(&settings).await;
    let (mut plan, mut events) = Plan::new(rising(1.0, 400.0, 900.0));
    let number = number();
    let press = async {
        while events.next().await != Event::Silent {}
        opposite.press(11);
    };
    let (ended, ()) = tokio::join!(telephone.call(&number, RING, &mut plan), press);
    assert_eq!(ended, Ended::HungUp);
    sipp.is_content().await;
}

#[tokio::test]
async fn a_network_that_is_lost_ends_the_call() {
    let opposite = Opposite::start(A_LAW).await;
    let mut sipp = Scenario::new()
        .pick_up(&sound_of(&opposite, "8 101"))
        .confirm("BYE")
        .play(1, &[])
        .await;
    let mut settings = settings(sipp.port);
    settings.timing.sound_gap = Duration::from_millis(300);
    let telephone = telephone(&settings).await;
    let (mut plan, mut events) = Plan::new(rising(0.1, 400.0, 900.0));
    let number = number();
    let lose = async {
        // The opposite has answered what it heard by then.
        while events.next().await != Event::Silent {}
        opposite.fall_silent();
    };
    let (ended, ()) = tokio::join!(telephone.call(&number, RING, &mut plan), lose);
    assert_eq!(ended, Ended::Lost);
    sipp.is_content().await;
}

#[tokio::test]
async fn an_answer_without_sound_is_no_call() {
    let timing = Timing {
        first_sound: Duration::from_millis(200),
        ..Timing::default()
    };
    let deaf = std::net::UdpSocket::bind("127.0.0.1:0").expect("a port");
    let port = deaf.local_addr().expect("an address").port().to_string();
    for sound in [
        // Nothing comes; a codec that we do not have; a stream that is refused; no description.
        description(&port, "8 101"),
        description(&port, "18"),
        description("0", "8"),
        String::new(),
    ] {
        let mut sipp = Scenario::new()
            .pick_up(&sound)
            .confirm("BYE")
            .play(1, &[])
            .await;
        assert_eq!(call(&mut sipp, RING, timing).await, UNREACHABLE, "{sound}");
    }
}

//! Every way in which a call can end.

use std::time::Duration;

use telephone::{Ended, Next, Timing};

use crate::opposite::{A_LAW, Opposite};
use crate::plan::{Event, Plan};
use crate::sipp::{Scenario, Sipp, description, sound_of};
use crate::sound::rising;
use crate::{RING, number, settings, telephone};

const UNREACHABLE: Ended = Ended::Unreachable { status: None };

async fn call(sipp: &mut Sipp, ring: Duration, timing: Timing) -> Ended {
    let telephone = telephone(&telephone::Settings {
        timing,
        ..settings(sipp.port)
    })
    .await;
    let (mut plan, _events) = Plan::new(rising(0.1, 400.0, 900.0));
    let ended = telephone.call(&number(), ring, &mut plan).await;
    sipp.is_content().await;
    telephone.close().await;
    ended
}

#[tokio::test]
async fn each_refusal_has_its_meaning_and_is_acknowledged() {
    for (status, meaning) in [
        ("486 Busy Here", Ended::Busy),
        ("600 Busy Everywhere", Ended::Busy),
        ("480 Temporarily Unavailable", Ended::NoAnswer),
        ("603 Decline", Ended::Rejected),
        ("404 Not Found", Ended::Unreachable { status: Some(404) }),
        (
            "503 Service Unavailable",
            Ended::Unreachable { status: Some(503) },
        ),
        (
            "302 Moved Temporarily",
            Ended::Unreachable { status: Some(302) },
        ),
    ] {
        let mut sipp = Scenario::new().refuse(status).play(1, &[]).await;
        let ended = call(&mut sipp, RING, Timing::default()).await;
        assert_eq!(ended, meaning, "{status}");
    }
}

#[tokio::test]
async fn a_call_that_nobody_answers_is_cancelled() {
    let mut sipp = Scenario::new()
        .answer("180 Ringing", "", "")
        .confirm("CANCEL")
        .answer("487 Request Terminated", "", "")
        .expect("ACK")
        .play(1, &[])
        .await;
    let ended = call(&mut sipp, Duration::from_millis(300), Timing::default()).await;
    assert_eq!(ended, Ended::NoAnswer);
}

#[tokio::test]
async fn a_server_that_says_nothing_is_unreachable() {
    let silent = tokio::net::UdpSocket::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let mut settings = settings(silent.local_addr().expect("an address").port());
    settings.timing.reach = Duration::from_millis(200);
    let telephone = telephone(&settings).await;
    let (mut plan, _events) = Plan::new(rising(0.1, 400.0, 900.0));
    assert_eq!(
        telephone.call(&number(), RING, &mut plan).await,
        UNREACHABLE
    );
}

#[tokio::test]
async fn they_may_hang_up() {
    let opposite = Opposite::start(A_LAW).await;
    let mut sipp = Scenario::new()
        .pick_up(&sound_of(&opposite, "8 101"))
        .request("BYE", 7, "", 200)
        .play(1, &[])
        .await;
    let ended = call(&mut sipp, RING, Timing::default()).await;
    assert_eq!(ended, Ended::LeftByThem);
}

#[tokio::test]
async fn the_script_may_hang_up_when_nobody_presses_anything() {
    let opposite = Opposite::start(A_LAW).await;
    let mut sipp = Scenario::new()
        .pick_up(&sound_of(&opposite, "8 101"))
        .confirm("BYE")
        .play(1, &[])
        .await;
    let telephone = telephone(&settings(sipp.port)).await;
    let (plan, mut events) = Plan::new(rising(0.1, 400.0, 900.0));
    let mut plan = plan.on_silence(|| Next::SayAndHangUp(rising(0.1, 900.0, 400.0)));
    let ended = telephone.call(&number(), RING, &mut plan).await;
    assert_eq!(ended, Ended::HungUp);
    assert_eq!(events.rest(), [Event::Began, Event::Silent]);
    sipp.is_content().await;
}

#[tokio::test]
async fn a_call_that_is_dropped_is_hung_up() {
    let opposite = Opposite::start(A_LAW).await;
    let mut sipp = Scenario::new()
        .pick_up(&sound_of(&opposite, "8 101"))
        .confirm("BYE")
        .play(1, &[])
        .await;
    let telephone = telephone(&settings(sipp.port)).await;
    let (mut plan, mut events) = Plan::new(rising(30.0, 400.0, 900.0));
    let number = number();
    tokio::select! {
        ended = telephone.call(&number, RING, &mut plan) => panic!("{ended:?}"),
        event = events.next() => assert_eq!(event, Event::Began),
    }
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

#[tokio::test]
async fn a_conversation_has_a_longest_duration() {
    let opposite = Opposite::start(A_LAW).await;
    let mut sipp = Scenario::new()
        .pick_up(&sound_of(&opposite, "8 101"))
        .confirm("BYE")
        .play(1, &[])
        .await;
    let timing = Timing {
        longest: Duration::from_millis(300),
        ..Timing::default()
    };
    assert_eq!(call(&mut sipp, RING, timing).await, Ended::HungUp);
}

//! A network that is lost: neither sound nor messages come through any more.

use std::time::Duration;

use telephone::{Ended, Limits, Next, Telephone};
use tokio::sync::watch;

use crate::opposite::{A_LAW, Opposite};
use crate::plan::{Event, Plan};
use crate::relay::Relay;
use crate::sipp::{Scenario, Sipp, sound_of};
use crate::sound::rising;
use crate::{RING, number, settings, telephone};

/// A telephone whose messages all go through the relay.
async fn behind_relay(scenario: Scenario) -> (Telephone, Relay, Sipp, watch::Sender<u16>) {
    let (target, targets) = watch::channel(0);
    let relay = Relay::start(targets).await;
    let place = format!("127.0.0.1:{}", relay.port);
    let sipp = scenario.reached_at(&place).play(1, &[]).await;
    target.send_replace(sipp.port);
    let mut settings = settings(relay.port);
    settings.timing.sound_gap = Duration::from_millis(300);
    (telephone(&settings).await, relay, sipp, target)
}

#[tokio::test]
async fn a_network_that_is_lost_while_it_rings_is_a_call_that_nobody_answers() {
    let rings = Scenario::new()
        .answer("180 Ringing", "", "")
        .expect("CANCEL");
    let (telephone, relay, sipp, _target) = behind_relay(rings).await;
    let (mut plan, mut events) = Plan::new(rising(0.1, 400.0, 900.0));
    let limits = Limits {
        ring: Duration::from_millis(500),
        ..RING
    };
    let number = number();
    let lose = async {
        relay.has_brought_something().await;
        relay.cut();
    };
    let (ended, ()) = tokio::join!(telephone.call(&number, limits, &mut plan), lose);
    assert_eq!(ended, Ended::NoAnswer);
    assert_eq!(events.rest(), []);
    assert!(!sipp.messages().contains("CANCEL"), "nothing came through");
    // Nobody confirms that it was cancelled; that is not waited for.
    telephone.close().await;
}

#[tokio::test]
async fn a_network_that_is_lost_in_a_call_ends_it_and_the_next_call_works() {
    let opposite = Opposite::start(A_LAW).await;
    let picks_up = || {
        Scenario::new()
            .pick_up(&sound_of(&opposite, "8 101"))
            .confirm("BYE")
    };
    let (telephone, relay, sipp, target) = behind_relay(picks_up()).await;
    let (mut plan, mut events) = Plan::new(rising(0.1, 400.0, 900.0));
    let number = number();
    let lose = async {
        // The opposite has answered what it heard by then.
        while events.next().await != Event::Silent {}
        relay.cut();
        opposite.fall_silent();
    };
    let (ended, ()) = tokio::join!(telephone.call(&number, RING, &mut plan), lose);
    assert_eq!(ended, Ended::Lost);
    assert!(!sipp.messages().contains("BYE"), "nothing came through");

    relay.mend();
    let again = Opposite::start(A_LAW).await;
    let place = format!("127.0.0.1:{}", relay.port);
    let second = Scenario::new()
        .pick_up(&sound_of(&again, "8 101"))
        .confirm("BYE")
        .reached_at(&place);
    let mut second = second.play(1, &[]).await;
    target.send_replace(second.port);
    let (plan, _events) = Plan::new(rising(0.1, 400.0, 900.0));
    let mut plan = plan.on_silence(|| Next::HangUp);
    let ended = telephone.call(&number, RING, &mut plan).await;
    assert_eq!(ended, Ended::HungUp);
    second.is_content().await;
    telephone.close().await;
}

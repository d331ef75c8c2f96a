//! Every way in which a call can end.

use std::time::Duration;

use telephone::{Ended, Limits, Next, Timing};

use crate::opposite::{A_LAW, Opposite};
use crate::plan::{Event, Plan};
use crate::sipp::{Scenario, Sipp, sound_of};
use crate::sound::rising;
use crate::{RING, number, settings, telephone};

pub(crate) const UNREACHABLE: Ended = Ended::Unreachable { status: None };

pub(crate) async fn call(sipp: &mut Sipp, limits: Limits, timing: Timing) -> Ended {
    let telephone = telephone(&telephone::Settings {
        timing,
        ..settings(sipp.port)
    })
    .await;
    let (mut plan, _events) = Plan::new(rising(0.1, 400.0, 900.0));
    let ended = telephone.call(&number(), limits, &mut plan).await;
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
    let limits = Limits {
        ring: Duration::from_millis(300),
        ..RING
    };
    let ended = call(&mut sipp, limits, Timing::default()).await;
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
async fn a_telephone_that_is_closed_while_it_rings_takes_its_call_back() {
    let mut sipp = Scenario::new()
        .answer("180 Ringing", "", "")
        .confirm("CANCEL")
        .answer("487 Request Terminated", "", "")
        .expect("ACK")
        .play(1, &[])
        .await;
    let telephone = telephone(&settings(sipp.port)).await;
    let (mut plan, _events) = Plan::new(rising(0.1, 400.0, 900.0));
    let number = number();
    tokio::select! {
        ended = telephone.call(&number, RING, &mut plan) => panic!("{ended:?}"),
        () = sipp.has_said("180 Ringing") => {}
    }
    telephone.close().await;
    assert!(
        sipp.messages().contains("CANCEL sip:"),
        "it was said before the line went down"
    );
    sipp.is_content().await;
}

#[tokio::test]
async fn another_address_is_named_where_ours_is_translated_on_the_way() {
    let mut sipp = Scenario::new().refuse("486 Busy Here").play(1, &[]).await;
    let telephone = telephone(&telephone::Settings {
        announced: Some("192.0.2.7".parse().expect("an address")),
        ..settings(sipp.port)
    })
    .await;
    let (mut plan, _events) = Plan::new(rising(0.1, 400.0, 900.0));
    assert_eq!(
        telephone.call(&number(), RING, &mut plan).await,
        Ended::Busy
    );
    sipp.is_content().await;
    let messages = sipp.messages();
    assert!(
        messages.contains("Contact: <sip:portal@192.0.2.7:"),
        "{messages}"
    );
    assert!(messages.contains("c=IN IP4 192.0.2.7"), "{messages}");
}

#[tokio::test]
async fn a_call_is_over_in_time_whether_it_was_answered_or_not() {
    let limits = Limits {
        whole: Duration::from_millis(600),
        ..RING
    };
    let opposite = Opposite::start(A_LAW).await;
    let mut sipp = Scenario::new()
        .pick_up(&sound_of(&opposite, "8 101"))
        .confirm("BYE")
        .play(1, &[])
        .await;
    let ended = call(&mut sipp, limits, Timing::default()).await;
    assert_eq!(ended, Ended::HungUp);

    let mut sipp = Scenario::new()
        .answer("180 Ringing", "", "")
        .confirm("CANCEL")
        .answer("487 Request Terminated", "", "")
        .expect("ACK")
        .play(1, &[])
        .await;
    let ended = call(&mut sipp, limits, Timing::default()).await;
    assert_eq!(ended, Ended::NoAnswer);
}

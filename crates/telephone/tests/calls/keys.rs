//! Keys on their way through a call.

use telephone::{Ended, Key, Next, Settings};
use tokio::net::UdpSocket;

use crate::opposite::{A_LAW, Opposite, Voice, event_packet};
use crate::plan::{Event, Events, Plan};
use crate::sipp::{Scenario, sound_of};
use crate::sound::{a_law_value, likeness, pound_in_a_law, rising};
use crate::{RING, number, settings, telephone};

/// Answers with these formats, and does with the opposite what the test says.
async fn with_call(
    opposite: &Opposite,
    formats: &str,
    plan: Plan,
    act: impl Future<Output = ()>,
) -> Ended {
    let mut sipp = Scenario::new()
        .pick_up(&sound_of(opposite, formats))
        .confirm("BYE")
        .play(1, &[])
        .await;
    let settings: Settings = settings(sipp.port);
    let telephone = telephone(&settings).await;
    let (mut plan, number) = (plan, number());
    let (ended, ()) = tokio::join!(telephone.call(&number, RING, &mut plan), act);
    sipp.is_content().await;
    ended
}

async fn began(events: &mut Events, opposite: &Opposite) {
    assert_eq!(events.next().await, Event::Began);
    opposite.caller().await;
}

#[tokio::test]
async fn a_key_is_heard_while_a_prompt_plays_and_stops_it() {
    let opposite = Opposite::start(A_LAW).await;
    let (plan, mut events) = Plan::new(rising(30.0, 400.0, 900.0));
    let thanks = rising(0.4, 2_000.0, 600.0);
    let last_words = thanks.clone();
    let plan = plan.on_key(move |_| Next::SayAndHangUp(last_words.clone()));
    let ended = with_call(&opposite, "8 101", plan, async {
        began(&mut events, &opposite).await;
        opposite.press(11);
    })
    .await;

    assert_eq!(ended, Ended::HungUp);
    assert_eq!(
        events.rest(),
        [Event::Pressed(Key::Pound)],
        "six packets, one press"
    );
    let heard: Vec<i16> = opposite
        .heard()
        .await
        .iter()
        .flat_map(|(_, payload)| payload.iter().map(|byte| a_law_value(*byte)))
        .collect();
    assert!(
        heard.len() < 10 * 8000,
        "the long prompt was not said to its end"
    );
    let (likeness, _) = likeness(&heard, thanks.samples());
    assert!(likeness > 0.95, "{likeness}");
}

#[tokio::test]
async fn the_answer_chooses_the_codec_and_the_number_of_events() {
    for (formats, voice) in [
        (
            "8 96",
            Voice {
                events: 96,
                ..A_LAW
            },
        ),
        (
            "0 101",
            Voice {
                sound: 0,
                silence: 0xff,
                events: 101,
            },
        ),
        // Who answers with a number of their own may still send ours (RFC 3264, section 5.1).
        (
            "0 8 97",
            Voice {
                sound: 8,
                silence: 0xd5,
                events: 101,
            },
        ),
    ] {
        let opposite = Opposite::start(voice).await;
        let (plan, mut events) = Plan::new(rising(30.0, 400.0, 900.0));
        let ended = with_call(&opposite, formats, plan, async {
            began(&mut events, &opposite).await;
            opposite.press(5);
        })
        .await;
        assert_eq!(ended, Ended::HungUp);
        assert_eq!(events.rest(), [Event::Pressed(Key::Digit(5))]);
        let first: u8 = formats[..1].parse().expect("a payload type");
        let kinds: Vec<u8> = opposite
            .heard()
            .await
            .iter()
            .map(|(kind, _)| *kind)
            .collect();
        assert!(
            kinds.iter().all(|kind| *kind == first),
            "{formats}: {kinds:?}"
        );
    }
}

#[tokio::test]
async fn a_key_is_heard_in_the_sound_where_nobody_knows_events() {
    let opposite = Opposite::start(A_LAW).await;
    let (plan, mut events) = Plan::new(rising(30.0, 400.0, 900.0));
    let ended = with_call(&opposite, "8", plan, async {
        began(&mut events, &opposite).await;
        // An event that was not agreed on is not believed.
        opposite.press(1);
        opposite.sound(pound_in_a_law(5));
    })
    .await;
    assert_eq!(ended, Ended::HungUp);
    assert_eq!(events.rest(), [Event::Pressed(Key::Pound)]);
}

#[tokio::test]
async fn a_stranger_cannot_press_a_key() {
    let opposite = Opposite::start(A_LAW).await;
    let stranger = UdpSocket::bind("127.0.0.1:0").await.expect("a port");
    let (plan, mut events) = Plan::new(rising(30.0, 400.0, 900.0));
    let ended = with_call(&opposite, "8 101", plan, async {
        assert_eq!(events.next().await, Event::Began);
        let caller = opposite.caller().await;
        for number in 0..50 {
            let packet = event_packet(101, number, u32::from(number) * 160, &[11, 10, 0, 160]);
            stranger.send_to(&packet, caller).await.expect("sent");
        }
        opposite.press(1);
    })
    .await;
    assert_eq!(ended, Ended::HungUp);
    assert_eq!(events.rest(), [Event::Pressed(Key::Digit(1))]);
}

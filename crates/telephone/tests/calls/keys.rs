//! Keys on their way through a call.

use telephone::{Ended, Extension, Key, Next, Number, Settings};
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
    with_call_to(&number(), opposite, formats, plan, act).await
}

async fn with_call_to(
    number: &Number,
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
    let mut plan = plan;
    let (ended, ()) = tokio::join!(telephone.call(number, RING, &mut plan), act);
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

fn desk() -> Number {
    number().with_extension(Extension::parse("907").expect("an extension"))
}

#[tokio::test]
async fn an_extension_is_sent_as_keys_before_anything_is_said_and_in_no_other_way() {
    let opposite = Opposite::start(Voice {
        events: 96,
        ..A_LAW
    })
    .await;
    let (question, thanks) = (rising(1.0, 300.0, 1_500.0), rising(0.4, 2_000.0, 600.0));
    let (plan, mut events) = Plan::new(question.clone());
    let plan = plan.on_key(move |_| Next::SayAndHangUp(thanks.clone()));
    let ended = with_call_to(&desk(), &opposite, "8 96", plan, async {
        began(&mut events, &opposite).await;
        // Whoever answers for the exchange confirms nothing.
        opposite.press(11);
        assert_eq!(events.next().await, Event::Silent);
        opposite.press(11);
    })
    .await;

    assert_eq!(ended, Ended::HungUp);
    let pressed = events.rest();
    let pressed: Vec<&Event> = pressed.iter().filter(|e| **e != Event::Silent).collect();
    assert_eq!(pressed, [&Event::Pressed(Key::Pound)]);
    let heard = opposite.heard().await;
    let keys: Vec<&[u8]> = heard
        .iter()
        .filter(|(kind, _)| *kind == 96)
        .map(|(_, payload)| &payload[..])
        .collect();
    for (key, packets) in [9, 0, 7].into_iter().zip(keys.chunks(8)) {
        assert!(packets.iter().all(|packet| packet[0] == key), "{keys:?}");
        let over = packets.iter().filter(|packet| packet[1] & 0x80 != 0);
        assert_eq!(over.count(), 3, "{packets:?}");
        assert_eq!(packets[7][2..], 800_u16.to_be_bytes());
    }
    assert_eq!(keys.len(), 24);
    let last = heard.iter().rposition(|(kind, _)| *kind == 96);
    let (before, after) = heard.split_at(last.expect("keys"));
    let sound = |packets: &[(u8, Vec<u8>)]| -> Vec<i16> {
        let sound = packets.iter().filter(|(kind, _)| *kind == 8);
        sound
            .flat_map(|(_, payload)| payload.iter().map(|byte| a_law_value(*byte)))
            .collect()
    };
    assert!(sound(before).iter().all(|sample| sample.abs() <= 8));
    let (likeness, _) = likeness(&sound(after), question.samples());
    assert!(likeness > 0.95, "from its beginning: {likeness}");
}

#[tokio::test]
async fn an_exchange_that_takes_no_keys_cannot_be_told_an_extension() {
    let opposite = Opposite::start(A_LAW).await;
    let (plan, mut events) = Plan::new(rising(30.0, 400.0, 900.0));
    let ended = with_call_to(&desk(), &opposite, "8", plan, async {}).await;
    assert_eq!(ended, Ended::Unreachable { status: None });
    assert_eq!(events.rest(), []);
}

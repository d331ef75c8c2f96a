//! How many calls there may be at once, and what becomes of those that are too many.

use std::time::Duration;

use telephone::{Ended, Next, Settings, Telephone};

use crate::opposite::{A_LAW, Opposite};
use crate::peer::free_ports;
use crate::plan::{Event, Plan};
use crate::sipp::{Scenario, Sipp, sound_of};
use crate::sound::rising;
use crate::{RING, number, settings, telephone};

/// A telephone with one line, of which each call has to get hold within this time.
async fn one_line(
    opposite: &Opposite,
    line: Duration,
    change: fn(&mut Settings),
) -> (Telephone, Sipp) {
    let sipp = Scenario::new()
        .pick_up(&sound_of(opposite, "8 101"))
        .confirm("BYE")
        .play(2, &[])
        .await;
    let mut settings = settings(sipp.port);
    settings.timing.line = line;
    change(&mut settings);
    (telephone(&settings).await, sipp)
}

fn one_call(settings: &mut Settings) {
    settings.most_calls = 1;
}

fn one_port(settings: &mut Settings) {
    let [port] = free_ports();
    settings.media_ports = Some(port & !1..=port & !1);
}

#[tokio::test]
async fn where_all_lines_or_ports_are_in_use_no_call_is_tried() {
    for change in [one_call as fn(&mut Settings), one_port] {
        let opposite = Opposite::start(A_LAW).await;
        let (telephone, sipp) = one_line(&opposite, Duration::from_millis(100), change).await;
        let (mut first, mut events) = Plan::new(rising(30.0, 400.0, 900.0));
        let (mut second, _events) = Plan::new(rising(0.1, 400.0, 900.0));
        let number = number();
        let another = async {
            assert_eq!(events.next().await, Event::Began);
            telephone.call(&number, RING, &mut second).await
        };
        tokio::select! {
            ended = telephone.call(&number, RING, &mut first) => panic!("{ended:?}"),
            ended = another => assert_eq!(ended, Ended::NoLine),
        }
        let messages = sipp.messages();
        assert_eq!(messages.matches("\nINVITE ").count(), 1, "{messages}");
    }
}

#[tokio::test]
async fn a_call_waits_a_moment_for_a_line_that_becomes_free() {
    let opposite = Opposite::start(A_LAW).await;
    let (telephone, mut sipp) = one_line(&opposite, Duration::from_secs(20), one_call).await;
    let (mut first, mut events) = Plan::new(rising(30.0, 400.0, 900.0));
    let (second, _events) = Plan::new(rising(0.1, 400.0, 900.0));
    let mut second = second.on_silence(|| Next::HangUp);
    let number = number();
    let another = async {
        assert_eq!(events.next().await, Event::Began);
        opposite.caller().await;
        // Heard only once the second call waits.
        opposite.press(11);
        telephone.call(&number, RING, &mut second).await
    };
    let ended = tokio::join!(telephone.call(&number, RING, &mut first), another);
    assert_eq!(ended, (Ended::HungUp, Ended::HungUp));
    sipp.is_content().await;
}

//! Requests of a telephone system within a call.

use telephone::{Ended, Key};

use crate::opposite::{A_LAW, Opposite};
use crate::plan::{Event, Plan};
use crate::sipp::{Scenario, description, sound_of};
use crate::sound::rising;
use crate::{RING, number, settings, telephone};

#[tokio::test]
async fn the_sound_may_move_elsewhere_within_a_call() {
    let first = Opposite::start(A_LAW).await;
    let second = Opposite::start(A_LAW).await;
    let mut sipp = Scenario::new()
        .pick_up(&sound_of(&first, "8 101"))
        .pause(300)
        .request("INVITE", 5, &sound_of(&second, "8 101"), 200)
        .confirm("BYE")
        .play(1, &[])
        .await;
    let telephone = telephone(&settings(sipp.port)).await;
    let (mut plan, mut events) = Plan::new(rising(30.0, 400.0, 900.0));
    let number = number();
    let act = async {
        assert_eq!(events.next().await, Event::Began);
        first.caller().await;
        second.caller().await;
        // Where the sound was before is a stranger now.
        first.press(1);
        second.press(11);
    };
    let (ended, ()) = tokio::join!(telephone.call(&number, RING, &mut plan), act);
    assert_eq!(ended, Ended::HungUp);
    assert_eq!(events.rest(), [Event::Pressed(Key::Pound)]);
    sipp.is_content().await;
}

#[tokio::test]
async fn what_cannot_be_agreed_on_leaves_the_call_as_it_was() {
    let opposite = Opposite::start(A_LAW).await;
    let mut sipp = Scenario::new()
        .pick_up(&sound_of(&opposite, "8 101"))
        .request("INVITE", 5, &description("9", "18"), 488)
        .request("OPTIONS", 6, "", 200)
        .request("INFO", 7, "", 200)
        .request("MESSAGE", 8, "", 405)
        .request("INVITE", 9, "", 200)
        .request("BYE", 10, "", 200)
        .play(1, &[])
        .await;
    let telephone = telephone(&settings(sipp.port)).await;
    let (mut plan, _events) = Plan::new(rising(30.0, 400.0, 900.0));
    let ended = telephone.call(&number(), RING, &mut plan).await;
    assert_eq!(ended, Ended::LeftByThem);
    sipp.is_content().await;
}

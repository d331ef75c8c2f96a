//! Whole calls to a real telephone.

use std::process::Command;

use telephone::{Ended, Extension, Key, Next, Prompt};
use tempfile::TempDir;

use crate::plan::{Event, Plan};
use crate::softphone::Softphone;
use crate::sound::{likeness, loudness, rising};
use crate::{RING, number, settings, telephone};

/// What the telephone kept is as loud as what was said, and nearly the same.
fn was_heard(heard: &[i16], said: &Prompt) -> usize {
    let (likeness, place) = likeness(heard, said.samples());
    assert!(likeness > 0.95, "{likeness} at {place} of {}", heard.len());
    let part = &heard[place..place + said.samples().len()];
    let ratio = loudness(part) / loudness(said.samples());
    assert!((0.97..1.03).contains(&ratio), "{ratio}");
    place
}

#[tokio::test]
async fn a_telephone_hears_the_prompts_and_its_key_is_heard() {
    for codec in ["pcma", "pcmu"] {
        let mut softphone = Softphone::start(codec, None).await;
        let telephone = telephone(&settings(softphone.port)).await;
        let (question, thanks) = (rising(1.0, 300.0, 1_500.0), rising(0.6, 2_500.0, 900.0));
        let last_words = thanks.clone();
        let (plan, mut events) = Plan::new(question.clone());
        let mut plan = plan.on_key(move |_| Next::SayAndHangUp(last_words.clone()));
        let number = number();
        let press = async {
            assert_eq!(events.next().await, Event::Began);
            assert_eq!(events.next().await, Event::Silent);
            softphone.has_heard(question.duration()).await;
            softphone.press('#').await;
        };
        let (ended, ()) = tokio::join!(telephone.call(&number, RING, &mut plan), press);
        assert_eq!(ended, Ended::HungUp);
        telephone.close().await;

        let pressed: Vec<Event> = events
            .rest()
            .into_iter()
            .filter(|event| *event != Event::Silent)
            .collect();
        assert_eq!(pressed, [Event::Pressed(Key::Pound)], "{codec}");
        let heard = softphone.heard().await;
        let first = was_heard(heard.samples(), &question);
        let second = was_heard(heard.samples(), &thanks);
        assert!(second >= first + question.samples().len());
    }
}

#[tokio::test]
async fn a_telephone_takes_the_keys_of_an_extension_and_hears_the_prompt_after_them() {
    let mut softphone = Softphone::start("pcma", None).await;
    let telephone = telephone(&settings(softphone.port)).await;
    let question = rising(1.0, 300.0, 1_500.0);
    let (plan, mut events) = Plan::new(question.clone());
    let mut plan = plan.on_silence(|| Next::HangUp);
    let desk = number().with_extension(Extension::parse("90077").expect("an extension"));
    let (ended, keys) = tokio::join!(
        telephone.call(&desk, RING, &mut plan),
        softphone.keys("90077".len())
    );
    assert_eq!((ended, &*keys), (Ended::HungUp, "90077"));
    telephone.close().await;
    assert_eq!(events.rest(), [Event::Began, Event::Silent]);
    was_heard(softphone.heard().await.samples(), &question);
}

/// The documented command makes a prompt that a telephone plays as it is meant, and no voice is
/// taken for a key.
#[tokio::test]
async fn a_voice_of_espeak_is_a_prompt_and_no_key() {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("prompt.wav");
    let status = Command::new("espeak-ng")
        .args(["-v", "nl", "-s", "140", "-w"])
        .arg(&file)
        .arg("Druk op hekje.")
        .status()
        .expect("install espeak-ng");
    assert!(status.success());
    let prompt = Prompt::from_wav(&std::fs::read(&file).expect("a file")).expect("a prompt");
    assert!(prompt.duration().as_secs_f64() > 0.8, "{prompt:?}");

    let softphone = Softphone::start("pcma", None).await;
    let telephone = telephone(&settings(softphone.port)).await;
    let (plan, mut events) = Plan::new(prompt.clone());
    let mut plan = plan.on_silence(|| Next::HangUp);
    let ended = telephone.call(&number(), RING, &mut plan).await;
    assert_eq!(ended, Ended::HungUp);
    telephone.close().await;
    assert_eq!(events.rest(), [Event::Began, Event::Silent]);
    was_heard(softphone.heard().await.samples(), &prompt);
}

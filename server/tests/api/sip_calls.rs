//! Calls over real SIP: what happens on the telephone is seen on the page.

use std::process::Command;
use std::time::Duration;

use domain::call::Prompt;
use domain::locale::Locale;
use server::delivery::{CallRequest, Message};

use crate::opposite::{A_LAW, Opposite};
use crate::sipp::{Scenario, Sipp, description, sound_of};
use crate::softphone::Softphone;
use crate::sound::likeness;
use crate::support::{Database, Telephone, TestApp, Wizard, recording_of};

const NUMBER: &str = "+31612345678";
/// What baresip is called here.
const SOFTPHONE: &str = "+31201234567";
const EAR: Duration = Duration::from_secs(1);
const CHOOSE: &str = "/api/reset/choose";

async fn app() -> TestApp {
    let app = TestApp::on(Database::sqlite()).await;
    app.with_kim_who_can_be_called().await;
    app
}

/// Kim is called.
async fn calling(app: &TestApp) -> (Wizard<'_>, CallRequest) {
    let mut wizard = app.wizard().await;
    wizard.identify("kim").await;
    let call = wizard.ring(NUMBER).await;
    (wizard, call)
}

/// A telephone system that goes on as played is told to place this call.
async fn carried(app: &TestApp, call: &CallRequest, played: Scenario) -> (Sipp, Telephone) {
    let sipp = played.play(1, &[]).await;
    let telephone = Telephone::at(app, sipp.port).await;
    telephone.carry(call).await;
    (sipp, telephone)
}

fn picks_up(opposite: &Opposite) -> Scenario {
    Scenario::new()
        .pick_up(&sound_of(opposite, "8 101"))
        .confirm("BYE")
}

fn rings() -> Scenario {
    Scenario::new()
        .answer("180 Ringing", "", "")
        .confirm("CANCEL")
        .answer("487 Request Terminated", "", "")
        .expect("ACK")
}

#[tokio::test]
async fn each_end_of_a_call_is_told_on_the_page() {
    let leaves = |opposite: &Opposite| {
        Scenario::new()
            .pick_up(&sound_of(opposite, "8 101"))
            .pause(500)
            .request("BYE", 7, "", 200)
    };
    let mute = std::net::UdpSocket::bind("127.0.0.1:0").expect("a port");
    let mute = mute.local_addr().expect("an address").port().to_string();
    let opposite = Opposite::start(A_LAW).await;
    let hangs_up = |sound: &str| Scenario::new().pick_up(sound).confirm("BYE");
    for (scenario, words) in [
        (Scenario::new().refuse("486 Busy Here"), "The line was busy"),
        (
            Scenario::new().refuse("480 Temporarily Unavailable"),
            "Nobody answered",
        ),
        (Scenario::new().refuse("603 Decline"), "Nobody answered"),
        (Scenario::new().refuse("404 Not Found"), "could not be made"),
        (leaves(&opposite), "your voicemail"),
        // No codec of ours; nothing but silence, as when the network is lost.
        (hangs_up(&description(&mute, "18")), "could not be made"),
        (hangs_up(&description(&mute, "8 101")), "could not be made"),
    ] {
        let app = app().await;
        let (mut wizard, call) = calling(&app).await;
        let (mut sipp, telephone) = carried(&app, &call, scenario).await;
        wizard.sees(words).await;
        sipp.is_content().await;
        telephone.close().await;
    }
}

#[tokio::test]
async fn nobody_answers_within_the_time_that_somebody_waits() {
    let app = app().await;
    let (mut wizard, call) = calling(&app).await;
    // Its message was late.
    app.clock.advance(144);
    let (mut sipp, _telephone) = carried(&app, &call, rings()).await;
    wizard.sees("Nobody answered").await;
    sipp.is_content().await;
}

#[tokio::test]
async fn the_right_key_moves_the_page_on() {
    let app = app().await;
    let (mut wizard, call) = calling(&app).await;
    let opposite = Opposite::start(A_LAW).await;
    let (mut sipp, _telephone) = carried(&app, &call, picks_up(&opposite)).await;
    opposite.caller().await;
    opposite.press(11);
    wizard.sees(CHOOSE).await;
    sipp.is_content().await;
}

#[tokio::test]
async fn another_key_is_told_and_the_right_one_counts_after_it() {
    let app = app().await;
    let (mut wizard, call) = calling(&app).await;
    let opposite = Opposite::start(A_LAW).await;
    let (mut sipp, _telephone) = carried(&app, &call, picks_up(&opposite)).await;
    opposite.caller().await;
    for _ in 0..3 {
        opposite.press(1);
    }
    wizard.sees("Another key").await;
    sipp.is_content().await;

    wizard.act("resend", &[]).await;
    let call = app.placed().await;
    let opposite = Opposite::start(A_LAW).await;
    let (_sipp, _telephone) = carried(&app, &call, picks_up(&opposite)).await;
    opposite.caller().await;
    opposite.press(1);
    opposite.press(11);
    wizard.sees(CHOOSE).await;
}

#[tokio::test]
async fn a_report_ends_the_reset_and_writes_the_letters() {
    let app = app().await;
    app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned())
        .await;
    let (mut wizard, call) = calling(&app).await;
    let opposite = Opposite::start(A_LAW).await;
    let (mut sipp, _telephone) = carried(&app, &call, picks_up(&opposite)).await;
    opposite.caller().await;
    opposite.press(9);
    wizard.sees("did not ask for this").await;
    sipp.is_content().await;
    let letters = app.delivered().await;
    assert_eq!(letters.len(), 2);
    assert!(
        letters
            .iter()
            .all(|letter| matches!(letter, Message::Mail(_)))
    );
}

#[tokio::test]
async fn a_portal_that_stops_hangs_up_and_says_so_on_the_page() {
    let opposite = Opposite::start(A_LAW).await;
    for (scenario, until) in [(rings(), "180 Ringing"), (picks_up(&opposite), "ACK sip:")] {
        let app = app().await;
        let (mut wizard, call) = calling(&app).await;
        let (mut sipp, telephone) = carried(&app, &call, scenario).await;
        sipp.has_said(until).await;
        telephone.close().await;
        wizard.sees("We cannot call you just now").await;
        sipp.is_content().await;
        // What is taken from the outbox after that rings nowhere either.
        wizard.act("resend", &[]).await;
        telephone.carry(&app.placed().await).await;
        wizard.sees("We cannot call you just now").await;
    }
}

/// What `regain prompts` makes is what a telephone hears, in the language of the person.
#[tokio::test]
async fn a_telephone_hears_the_portal_ask_in_the_language_of_the_person() {
    let app = app().await;
    app.rows.change("update person set language = 'nl'").await;
    let folder = tempfile::tempdir().expect("a folder");
    let prompts = folder.path().join("prompts");
    let made = Command::new(env!("CARGO_BIN_EXE_regain"))
        .args(["--demo".as_ref(), folder.path(), "prompts".as_ref()])
        .env("REGAIN_VOICE__SIP__SERVER", "127.0.0.1")
        .env("REGAIN_VOICE__SIP__USER", "portal")
        .env("REGAIN_VOICE__SIP__LOCAL", "127.0.0.1")
        .env("REGAIN_VOICE__SIP__PROMPTS", &prompts)
        .output()
        .expect("regain starts");
    assert!(made.status.success(), "{made:?}");
    let ask = std::fs::read(recording_of(&prompts, Locale::Nl, Prompt::Ask)).expect("a recording");
    let ask = telephone::Prompt::from_wav(&ask).expect("a prompt");

    let mut softphone = Softphone::start("pcma", None).await;
    app.rows
        .change(&format!(
            "update contact set value = '{SOFTPHONE}' where value = '{NUMBER}'"
        ))
        .await;
    let mut wizard = app.wizard().await;
    wizard.identify("kim").await;
    let call = wizard.ring(SOFTPHONE).await;
    let telephone = Telephone::saying(&app, softphone.port, &prompts).await;
    telephone.carry(&call).await;
    // The telephone is brought to the ear first.
    softphone.has_heard(ask.duration() + EAR).await;
    softphone.press('#').await;
    wizard.sees(CHOOSE).await;
    telephone.close().await;

    let heard = softphone.heard().await;
    let said = ask.samples();
    // It begins within two seconds.
    let begins = said.len() + 2 * 8_000;
    let beginning = &heard.samples()[..begins.min(heard.samples().len())];
    let (likeness, place) = likeness(beginning, said);
    assert!(likeness > 0.95, "{likeness} at {place}");
}

//! "I did not ask for this" counts whatever whoever had somebody called does meanwhile.

use domain::method::Method;
use domain::refusal::Refusal;
use server::delivery::{CallRequest, Message};

use crate::on_both_engines;
use crate::support::{Database, Seed, TestApp, Wizard};

const NUMBER: &str = "+31612345678";
const DESK: &str = "+31205550100";
const NEW: &str = "brand-New-Wagon-93";
const LOCKED: &str = "select count(*) from audit where detail like '%\"locked\":true%'";
const HASHES: &str = "select coalesce(password_hash, 'none') from person";

async fn made(database: Database) -> TestApp {
    let app = TestApp::on(database).await;
    app.with_kim_who_can_be_called().await;
    app.rows
        .change(&format!(
            "insert into contact (person_id, kind, value) select id, 'office_phone', '{DESK}' from person"
        ))
        .await;
    app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned())
        .await;
    app.clock.advance(1);
    app
}

/// Somebody has Kim called, on the mobile.
async fn calling(app: &TestApp) -> (Wizard<'_>, CallRequest) {
    let mut wizard = app.wizard().await;
    wizard.identify("kim").await;
    let call = wizard.ring(NUMBER).await;
    (wizard, call)
}

/// Kim says so: what the letters to her and to the administrator say.
async fn report(app: &TestApp, call: &CallRequest) -> [String; 2] {
    app.press(&call.id, '9').await;
    let mut letters: Vec<(String, String)> = Vec::new();
    for message in app.delivered().await {
        match message {
            Message::Mail(mail) => letters.push((mail.to, mail.text)),
            other => panic!("{other:?}"),
        }
    }
    letters.sort();
    let [(helper, helped), (kim, told)] = letters.try_into().expect("two letters");
    assert_eq!(
        (&*helper, &*kim),
        ("help@wingtip.example", "kim@home.example")
    );
    assert_eq!(app.rows.number(LOCKED).await, 1);
    [told, helped]
}

/// Nobody gets anywhere as Kim now.
async fn assert_locked(app: &TestApp) {
    let mut wizard = app.wizard().await;
    wizard.identify("kim").await;
    wizard.choose(Method::MobileCall).await;
    wizard.number(NUMBER).await;
    assert_eq!(
        wizard.notice(),
        Some(Refusal::NumberMismatch),
        "a locked name is a decoy"
    );
    app.delivered().await;
}

on_both_engines! {
    by made;

    async fn a_reset_that_was_cancelled_is_reported_all_the_same(app) {
        let (mut wizard, call) = calling(&app).await;
        wizard.act("cancel", &[]).await;
        let [told, _] = report(&app, &call).await;
        assert!(told.contains("Your password is unchanged"), "{told}");
        assert_locked(&app).await;
    }

    async fn a_gate_that_was_passed_in_another_way_does_not_outrun_the_report(app) {
        app.change_policy(|policy| policy.gates = 1).await;
        let (mut wizard, call) = calling(&app).await;
        wizard.act("other_method", &[]).await;
        wizard.pass_mail().await;
        assert!(wizard.at_password(), "{:?}", wizard.view);
        let before = app.rows.texts(HASHES).await;
        report(&app, &call).await;
        wizard.password(NEW).await;
        assert!(!wizard.is_done(), "{:?}", wizard.view);
        assert_eq!(app.rows.texts(HASHES).await, before);
        assert_locked(&app).await;
    }

    async fn a_second_call_does_not_silence_the_first(app) {
        let (mut wizard, first) = calling(&app).await;
        wizard.act("other_method", &[]).await;
        wizard.choose(Method::OfficeCall).await;
        wizard.number(DESK).await;
        let second = app.placed().await;
        report(&app, &first).await;
        app.press(&second.id, '#').await;
        let page = wizard.look().await.text();
        assert!(page.contains("did not ask for this"), "{page}");
        assert_locked(&app).await;
    }

    async fn a_report_counts_when_nobody_waits_for_the_call_any_more(app) {
        let (mut wizard, call) = calling(&app).await;
        app.clock.advance(150);
        report(&app, &call).await;
        let page = wizard.look().await.text();
        assert!(page.contains("did not ask for this"), "{page}");
    }

    async fn a_report_counts_after_the_reset_has_expired_or_was_forgotten(app) {
        let (_wizard, call) = calling(&app).await;
        app.clock.advance(901);
        app.rows.change("delete from puzzle").await;
        app.rows.change("delete from challenge").await;
        report(&app, &call).await;
        assert_locked(&app).await;
    }

    async fn a_report_is_told_also_of_somebody_who_is_locked_already(app) {
        let (_wizard, call) = calling(&app).await;
        let mut other = app.wizard().await;
        other.identify("kim").await;
        other.fail_until_locked().await;
        app.delivered().await;
        app.rows.change("update audit set detail = '{}'").await;
        report(&app, &call).await;
    }

    async fn every_other_reset_of_the_person_ends_too(app) {
        let mut proven = app.wizard().await;
        proven.prove("kim", NUMBER).await;
        let mut begun = app.wizard().await;
        begun.identify("kim").await;
        let before = app.rows.texts(HASHES).await;
        app.clock.advance(60);
        let (_wizard, call) = calling(&app).await;
        report(&app, &call).await;
        proven.password(NEW).await;
        assert_eq!(proven.notice(), Some(Refusal::NoSession));
        begun.choose(Method::Email).await;
        assert_eq!(begun.notice(), Some(Refusal::NoSession));
        assert_eq!(app.rows.texts(HASHES).await, before);
        assert_locked(&app).await;
    }

    async fn a_password_that_was_set_before_the_report_is_locked(app) {
        app.change_policy(|policy| policy.gates = 1).await;
        let (mut wizard, call) = calling(&app).await;
        wizard.act("other_method", &[]).await;
        wizard.pass_mail().await;
        app.clock.advance(1);
        wizard.password(NEW).await;
        assert!(wizard.is_done(), "{:?}", wizard.view);
        app.delivered().await;
        let mut thief = app.browser();
        let fields = [("user_name", "kim"), ("password", NEW)];
        assert_eq!(thief.submit("/api/signin/submit", &fields).await.location(), "/account");

        let [told, helped] = report(&app, &call).await;
        assert!(told.contains("We have locked it"), "{told}");
        assert!(helped.contains("It is locked"), "{helped}");
        assert_eq!(thief.get("/account").await.location(), "/signin");
        assert_eq!(app.rows.texts(HASHES).await, ["none"]);
        assert_locked(&app).await;
    }

    async fn resets_of_others_go_on(app) {
        app.add(Seed::own("lee", "+31687654321")).await;
        let mut lee = app.wizard().await;
        lee.prove("lee", "+31687654321").await;
        let (_wizard, call) = calling(&app).await;
        report(&app, &call).await;
        lee.password(NEW).await;
        assert!(lee.is_done());
        app.delivered().await;
    }

    async fn a_person_who_was_locked_since_the_gates_were_passed_sets_no_password(app) {
        let mut proven = app.wizard().await;
        proven.prove("kim", NUMBER).await;
        let before = app.rows.texts(HASHES).await;
        app.clock.advance(60);
        let mut guesser = app.wizard().await;
        guesser.identify("kim").await;
        guesser.fail_until_locked().await;
        app.delivered().await;
        proven.password(NEW).await;
        assert_eq!(proven.notice(), Some(Refusal::Locked));
        assert_eq!(app.rows.texts(HASHES).await, before);
    }
}

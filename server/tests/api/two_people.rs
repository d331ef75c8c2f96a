//! What a browser holds of one person is worth nothing for another.

use domain::method::Method;
use domain::refusal::Refusal;
use server::delivery::Message;

use crate::on_both_engines;
use crate::support::{Seed, TestApp, Wizard};

const KIM: &str = "+31612345678";
const LEE: &str = "+31687654321";
const NEW: &str = "brand-New-Wagon-93";

async fn kim_and_lee(app: &TestApp) {
    app.add(Seed::own("kim", KIM)).await;
    app.add(Seed::own("lee", LEE)).await;
}

async fn hash(app: &TestApp, account: &str) -> String {
    let found = app
        .rows
        .texts(&format!(
            "select password_hash from person where account = '{account}'"
        ))
        .await;
    found.concat()
}

fn to(message: &Message) -> &str {
    match message {
        Message::Mail(mail) => &mail.to,
        Message::Text(text) => &text.to,
        Message::Call(call) => &call.to,
    }
}

/// Every name under which a careless server might look for a person or a destination.
fn with_lee<'a>(own: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let foreign = [
        ("person_id", "lee"),
        ("person", "lee"),
        ("id", "lee"),
        ("subject", "lee"),
        ("username", "lee"),
        ("login", "lee"),
        ("account", "lee"),
        ("email", "lee@home.example"),
        ("mail", "lee@home.example"),
        ("to", "lee@home.example"),
        ("phone", LEE),
        ("mobile", LEE),
        ("channel", LEE),
        ("gate", "2"),
        ("gates", "0"),
        ("passed", "2"),
        ("required", "0"),
        ("policy_version", "0"),
        ("tenant", "other"),
        ("challenge", "lee"),
        ("support_code", "lee"),
        ("step", "new_password"),
        ("at", "new_password"),
    ];
    let names: Vec<_> = own.iter().map(|(name, _)| *name).collect();
    let foreign = foreign
        .into_iter()
        .filter(|(name, _)| !names.contains(name));
    own.iter().copied().chain(foreign).collect()
}

async fn act(wizard: &mut Wizard<'_>, act: &str, own: &[(&str, &str)]) {
    let fields: Vec<_> = with_lee(own);
    wizard.act(act, &fields).await;
}

on_both_engines! {
    async fn fields_that_no_form_has_name_neither_a_person_nor_a_destination(app) {
        kim_and_lee(&app).await;
        let before = hash(&app, "lee").await;
        let mut wizard = app.wizard().await;
        let captcha = wizard.solve().await;
        act(&mut wizard, "identify", &[("user_name", "kim"), ("captcha", &captcha)]).await;
        act(&mut wizard, "choose", &[("method", "email")]).await;
        let mail = app.delivered().await;
        assert_eq!(mail.iter().map(to).collect::<Vec<_>>(), ["kim@home.example"]);
        act(&mut wizard, "enter_code", &[("code", &crate::support::code_in(&mail[0]))]).await;
        act(&mut wizard, "choose", &[("method", "sms")]).await;
        act(&mut wizard, "confirm_number", &[("number", KIM)]).await;
        let text = app.delivered().await;
        assert_eq!(text.iter().map(to).collect::<Vec<_>>(), [KIM]);
        act(&mut wizard, "enter_code", &[("code", &crate::support::code_in(&text[0]))]).await;
        act(&mut wizard, "set_password", &[("password", NEW), ("repeat", NEW)]).await;
        assert!(wizard.is_done());
        let told = app.delivered().await;
        assert!(told.iter().all(|message| to(message) == "kim@home.example"));
        assert_eq!(hash(&app, "lee").await, before);
    }

    async fn another_name_after_the_proofs_does_not_change_whose_password_it_is(app) {
        kim_and_lee(&app).await;
        let (kim, lee) = (hash(&app, "kim").await, hash(&app, "lee").await);
        let mut wizard = app.wizard().await;
        wizard.prove("kim", KIM).await;
        for _ in 0..2 {
            wizard.act("identify", &[("user_name", "lee"), ("captcha", "AAAAAA")]).await;
            assert_eq!(wizard.notice(), Some(Refusal::Moved));
        }
        wizard.browser.get("/reset?username=lee").await;
        wizard.act("set_password", &[("password", NEW), ("repeat", NEW), ("user_name", "lee")]).await;
        assert!(wizard.is_done());
        app.delivered().await;
        assert_eq!(hash(&app, "lee").await, lee);
        assert_ne!(hash(&app, "kim").await, kim);
    }

    async fn a_code_opens_only_the_challenge_it_was_sent_for(app) {
        kim_and_lee(&app).await;
        let mut kim = app.wizard().await;
        kim.identify("kim").await;
        kim.choose(Method::Email).await;
        let of_kim = app.delivered_code().await;
        let mut lee = app.wizard().await;
        lee.identify("lee").await;
        lee.choose(Method::Email).await;
        let of_lee = app.delivered_code().await;
        assert_ne!(of_kim, of_lee);
        lee.code(&of_kim).await;
        assert_eq!(lee.notice(), Some(Refusal::CodeWrong));
        let mut again = app.wizard().await;
        again.identify("kim").await;
        again.choose(Method::Email).await;
        app.delivered().await;
        again.code(&of_kim).await;
        assert_eq!(again.notice(), Some(Refusal::CodeWrong), "nor in another challenge of the same person");
    }

    async fn the_number_of_somebody_else_sends_nothing(app) {
        kim_and_lee(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Sms).await;
        wizard.number(LEE).await;
        assert_eq!(wizard.notice(), Some(Refusal::NumberMismatch));
        assert!(app.delivered().await.is_empty());
    }

    async fn a_turn_from_another_reset_is_not_accepted(app) {
        kim_and_lee(&app).await;
        let mut kim = app.wizard().await;
        kim.prove("kim", KIM).await;
        let mut lee = app.wizard().await;
        lee.identify("lee").await;
        lee.act_at(kim.turn, "set_password", &[("password", NEW), ("repeat", NEW)]).await;
        assert_eq!(lee.notice(), Some(Refusal::Moved));
        lee.act("set_password", &[("password", NEW), ("repeat", NEW)]).await;
        assert!(!lee.is_done() && !lee.at_password());
    }

    async fn a_browser_that_takes_over_a_cookie_gets_that_reset_and_no_proof_of_its_own(app) {
        kim_and_lee(&app).await;
        let (of_kim, of_lee) = (hash(&app, "kim").await, hash(&app, "lee").await);
        let mut kim = app.wizard().await;
        kim.prove("kim", KIM).await;
        let mut lee = app.wizard().await;
        lee.identify("lee").await;
        kim.browser.cookies = lee.browser.cookies.clone();
        kim.password(NEW).await;
        assert!(!kim.is_done() && !kim.at_password(), "{:?}", kim.view);
        assert_eq!((hash(&app, "kim").await, hash(&app, "lee").await), (of_kim, of_lee));
    }
}

//! One name in all its notations is one name: for its counters and for its decoys.

use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::StepView;

use crate::on_both_engines;
use crate::support::{Seed, TestApp};

/// Ten ways to write one account; `%` is its name.
fn notations(name: &str) -> Vec<String> {
    let wide: String = name
        .chars()
        .map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("full width"))
        .collect();
    let upper = name.to_uppercase();
    vec![
        name.to_owned(),
        upper.clone(),
        format!("  {name}\t"),
        format!("{name}@wingtip.example"),
        format!("{upper}@WINGTIP.Example"),
        format!("WINGTIP\\{name}"),
        format!("wingtip\\{upper}"),
        wide.clone(),
        format!("{wide}@wingtip.example"),
        format!("wingtip.example\\{name}"),
    ]
}

async fn hints(app: &TestApp, typed: &str) -> Vec<String> {
    let mut wizard = app.wizard().await;
    wizard.identify(typed).await;
    match wizard.step() {
        StepView::Choose { offers, .. } => offers.iter().map(|offer| offer.hint.clone()).collect(),
        step => panic!("{typed}: {step:?}"),
    }
}

async fn failures_add_up(app: &TestApp, name: &str) {
    let all = notations(name);
    for typed in &all[..5] {
        let mut wizard = app.wizard().await;
        wizard.identify(typed).await;
        wizard.choose(Method::Email).await;
        wizard.code("000000").await;
    }
    let full =
        "select count(*) from standing where document like '%\"failed_proofs\":{\"count\":5,%'";
    assert_eq!(
        app.rows.number(full).await,
        1,
        "five notations, one counter that is full"
    );
    assert_eq!(app.rows.count("standing").await, 1);
    for typed in &all[5..] {
        let mut wizard = app.wizard().await;
        wizard.identify(typed).await;
    }
    assert_eq!(app.rows.count("standing").await, 1);
    app.delivered().await;
}

async fn wrong_passwords_add_up(app: &TestApp, name: &str) {
    let mut browser = app.browser();
    for typed in notations(name) {
        browser
            .submit(
                "/api/signin/submit",
                &[("user_name", &typed), ("password", "wrong")],
            )
            .await;
    }
    assert_eq!(
        app.rows
            .texts("select cast(failures as text) from sign_in_guard")
            .await,
        ["10"]
    );
    browser
        .submit(
            "/api/signin/submit",
            &[("user_name", name), ("password", "Old-Password-4711")],
        )
        .await;
    let refused = "select count(*) from audit where detail like '%sign_in_wait%'";
    assert_eq!(app.rows.number(refused).await, 1);
}

on_both_engines! {
    async fn failures_of_a_person_add_up_over_all_notations(app) {
        app.add(Seed::full("kim")).await;
        failures_add_up(&app, "kim").await;
    }

    async fn failures_of_an_unknown_name_add_up_over_all_notations(app) {
        failures_add_up(&app, "ghost").await;
    }

    async fn wrong_passwords_of_a_person_add_up_over_all_notations(app) {
        app.add(Seed::full("kim")).await;
        wrong_passwords_add_up(&app, "kim").await;
    }

    async fn wrong_passwords_of_an_unknown_name_add_up_over_all_notations(app) {
        wrong_passwords_add_up(&app, "ghost").await;
    }

    async fn a_decoy_looks_the_same_in_every_challenge_notation_and_server(app) {
        let first = hints(&app, "ghost").await;
        assert_eq!(first.len(), 2);
        for typed in notations("ghost") {
            assert_eq!(hints(&app, &typed).await, first, "{typed}");
        }
        app.clock.advance(90 * 86_400);
        let other = app.beside(|_| {}).await;
        assert_eq!(hints(&other, "ghost").await, first, "another server with the same key");
        let rekeyed = app.beside(|config| config.secret_key = domain::secret::Secret::new("6b".repeat(32))).await;
        assert_ne!(hints(&rekeyed, "ghost").await, first, "the key decides, not the name alone");
        assert_ne!(hints(&app, "ghost2").await, first);
    }

    async fn a_locked_person_keeps_the_hints_that_everybody_saw_before(app) {
        app.add(Seed::full("kim")).await;
        let before = hints(&app, "kim").await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.fail_until_locked().await;
        assert_eq!(hints(&app, "kim").await, before);
        app.delivered().await;
    }

    async fn a_name_that_is_none_is_refused_before_the_puzzle_is_spent(app) {
        let mut wizard = app.wizard().await;
        let answer = wizard.solve().await;
        for (typed, why) in [("", Refusal::UserNameMissing), ("a b", Refusal::UserNameMalformed), ("*)(uid=*", Refusal::UserNameMalformed)] {
            wizard.act("identify", &[("user_name", typed), ("captcha", &answer)]).await;
            assert_eq!(wizard.notice(), Some(why), "{typed}");
        }
        wizard.act("identify", &[("user_name", "ghost"), ("captcha", &answer)]).await;
        assert!(matches!(wizard.step(), StepView::Choose { .. }));
    }
}

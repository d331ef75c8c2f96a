//! The numbers of a group: a rule changes what it names, and the organisation's hold for the rest.

use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::StepView;

use crate::on_both_engines;
use crate::support::{Browser, PASSWORD, Seed, Setup, TestApp, answer_to, rule};

/// Eleven characters.
const SHORT: &str = "gx-7-Qvuz-k";
/// Long enough for anybody, with a word of the organisation's own in it.
const BANNED: &str = "Wagonette-9-xy";
const GOOD: &str = "gx-7-Qvuz-kpwm-3";

/// Ada administrates, Kim does not. Only the length of passwords and the questions differ.
async fn two(app: &TestApp) {
    app.allow_everything().await;
    app.change_policy(|policy| {
        policy.password.banned.custom = vec!["wagonette".to_owned()];
        policy.password.banned.min_score = 9;
        policy.password.history = 3;
        policy.questions.register = 5;
        policy.groups = vec![rule(
            "Administrators",
            "[password]\nmin_length = 14\n[questions]\nregister = 4\nask = 4",
        )];
    })
    .await;
    app.add(Seed {
        groups: vec!["Administrators"],
        ..Seed::own("ada", "+31687654321")
    })
    .await;
    app.add(Seed::full("kim")).await;
}

/// What the form says of a candidate; nothing when it is taken.
async fn refused(browser: &mut Browser, old: &str, new: &str) -> Option<String> {
    let fields = [("old_password", old), ("password", new), ("repeat", new)];
    let page = browser
        .submit("/api/account/change_password", &fields)
        .await;
    if page.location() == "/account" {
        return None;
    }
    Some(browser.get("/account/password").await.text())
}

on_both_engines! {
    async fn a_longer_password_for_a_group_keeps_every_other_rule_of_the_organisation_in_a_change(app) {
        two(&app).await;
        let mut ada = app.signed_in("ada").await;
        for candidate in [SHORT, BANNED] {
            assert!(refused(&mut ada, PASSWORD, candidate).await.is_some(), "{candidate}");
        }
        assert_eq!(refused(&mut ada, PASSWORD, GOOD).await, None);
        assert!(refused(&mut ada, GOOD, PASSWORD).await.is_some(), "used before");
        let mut kim = app.signed_in("kim").await;
        assert!(refused(&mut kim, PASSWORD, BANNED).await.is_some());
        assert_eq!(refused(&mut kim, PASSWORD, SHORT).await, None);
        app.delivered().await;
    }

    async fn and_in_a_reset(app) {
        two(&app).await;
        let mut wizard = app.wizard().await;
        wizard.prove("ada", "+31687654321").await;
        for candidate in [SHORT, BANNED, PASSWORD] {
            wizard.password(candidate).await;
            assert_eq!(wizard.notice(), Some(Refusal::PasswordRefused), "{candidate}");
        }
        wizard.password(GOOD).await;
        assert!(wizard.is_done());
        app.delivered().await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        wizard.password(SHORT).await;
        assert!(wizard.is_done());
        app.delivered().await;
    }

    async fn a_group_registers_and_answers_as_many_questions_as_its_rule_says(app) {
        two(&app).await;
        for (account, rows) in [("ada", 4), ("kim", 5)] {
            let mut setup = Setup::of(&app, account).await;
            setup.begin(Method::Questions).await;
            assert_eq!(setup.page.matches("name=\"answer").count(), rows, "{account}");
        }
        for (account, asked) in [("ada", 4), ("kim", 3)] {
            let person = app.rows.texts(&format!("select id from person where account = '{account}'")).await;
            app.give_answers(&domain::identity::PersonId::new(person[0].clone())).await;
            let mut wizard = app.wizard().await;
            wizard.identify(account).await;
            wizard.choose(Method::Questions).await;
            assert_eq!(wizard.asked().len(), asked, "{account}");
            wizard.answer(answer_to).await;
            assert!(matches!(wizard.step(), StepView::Choose { .. }), "right: {account}");
        }
    }

    async fn a_group_has_its_own_patience_with_wrong_codes(app) {
        two(&app).await;
        let strict = "[limits.failed_proofs]\nmax = 2\n[codes]\ndigits = 8";
        app.change_policy(|policy| policy.groups = vec![rule("Administrators", strict)]).await;
        let mut wizard = app.wizard().await;
        wizard.identify("ada").await;
        wizard.choose(Method::Email).await;
        assert!(matches!(wizard.step(), StepView::EnterCode { digits: 8, .. }), "{:?}", wizard.step());
        wizard.code("00000000").await;
        assert_eq!(wizard.notice(), Some(Refusal::CodeWrong));
        wizard.code("00000000").await;
        assert_eq!(wizard.notice(), Some(Refusal::Locked));
        app.delivered().await;
    }
}

//! What a completed reset, a disabled account or a stricter policy does to everything that is still open.

use domain::method::Method;
use domain::policy::Scope;
use domain::refusal::Refusal;

use crate::on_both_engines;
use crate::support::{Seed, TestApp};

const NUMBER: &str = "+31612345678";
const NEW: &str = "brand-New-Wagon-93";

async fn hash(app: &TestApp) -> Vec<String> {
    app.rows
        .texts("select password_hash from person order by account")
        .await
}

async fn delete_everybody(app: &TestApp) {
    for table in ["contact", "person_group", "password_history", "person"] {
        app.rows.change(&format!("delete from {table}")).await;
    }
}

on_both_engines! {
    async fn a_completed_reset_revokes_every_other_one_and_every_session(app) {
        app.add(Seed::full("kim")).await;
        let mut signed_in = app.browser();
        signed_in.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "Old-Password-4711")]).await;
        assert_eq!(signed_in.get("/account").await.status, 200);
        let mut half = app.wizard().await;
        half.identify("kim").await;
        half.choose(Method::Email).await;
        let code = app.delivered_code().await;
        let mut proven = app.wizard().await;
        proven.prove("kim", NUMBER).await;
        app.clock.advance(60);
        let mut wizard = app.wizard().await;
        wizard.prove("kim", NUMBER).await;
        wizard.password(NEW).await;
        assert!(wizard.is_done());
        app.delivered().await;
        let after = hash(&app).await;
        assert_eq!(signed_in.get("/account").await.location(), "/signin");
        half.code(&code).await;
        assert_eq!(half.notice(), Some(Refusal::NoSession));
        proven.password("another-New-Wagon-94").await;
        assert_eq!(proven.notice(), Some(Refusal::NoSession));
        assert_eq!(hash(&app).await, after);
        assert!(app.delivered().await.is_empty());
    }

    async fn a_reset_of_one_person_leaves_those_of_others_alone(app) {
        app.add(Seed::own("kim", NUMBER)).await;
        app.add(Seed::own("lee", "+31687654321")).await;
        let mut lee = app.wizard().await;
        lee.prove("lee", "+31687654321").await;
        let mut kim = app.wizard().await;
        kim.prove("kim", NUMBER).await;
        kim.password(NEW).await;
        lee.password("another-New-Wagon-94").await;
        assert!(kim.is_done() && lee.is_done());
        assert_eq!(app.delivered().await.len(), 2);
    }

    async fn a_person_disabled_meanwhile_cannot_finish(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", NUMBER).await;
        let before = hash(&app).await;
        app.rows.change("update person set disabled = 1").await;
        wizard.password(NEW).await;
        assert!(!wizard.is_done());
        assert_eq!(wizard.notice(), Some(Refusal::Revoked));
        assert_eq!(hash(&app).await, before);
        assert_eq!(app.rows.count("password_history").await, 1, "the old one alone");
        assert!(app.delivered().await.is_empty());
    }

    async fn a_person_deleted_meanwhile_cannot_finish(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", NUMBER).await;
        delete_everybody(&app).await;
        wizard.password(NEW).await;
        assert!(!wizard.is_done());
        assert_eq!(wizard.notice(), Some(Refusal::Revoked));
        assert!(app.delivered().await.is_empty());
    }

    async fn a_person_of_the_same_name_does_not_inherit_a_reset(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", NUMBER).await;
        delete_everybody(&app).await;
        app.add(Seed::own("kim", "+31687654321")).await;
        let before = hash(&app).await;
        wizard.password(NEW).await;
        assert!(!wizard.is_done());
        assert_eq!(hash(&app).await, before);
    }

    async fn a_disabled_person_is_signed_out_and_stays_out(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.browser();
        let fields = [("user_name", "kim"), ("password", "Old-Password-4711")];
        browser.submit("/api/signin/submit", &fields).await;
        app.rows.change("update person set disabled = 1").await;
        assert_eq!(browser.get("/account").await.location(), "/signin");
        assert_eq!(browser.submit("/api/signin/submit", &fields).await.location(), "/signin");
    }

    async fn a_policy_that_becomes_looser_does_not_shorten_a_running_reset(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        app.change_policy(|policy| policy.gates = 1).await;
        wizard.pass_mail().await;
        assert!(!wizard.at_password(), "it began with two gates and keeps them");
        wizard.pass_text(NUMBER).await;
        assert!(wizard.at_password());
    }

    async fn a_policy_that_becomes_stricter_counts_from_the_next_reset_on(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.gates = 1).await;
        let mut running = app.wizard().await;
        running.identify("kim").await;
        app.change_policy(|policy| policy.gates = 2).await;
        running.pass_mail().await;
        assert!(running.at_password());
        app.clock.advance(60);
        let mut next = app.wizard().await;
        next.identify("kim").await;
        next.pass_mail().await;
        assert!(!next.at_password());
    }

    async fn scope_is_nobody_some_groups_or_everybody(app) {
        app.add(Seed { groups: vec!["Sales"], ..Seed::own("kim", NUMBER) }).await;
        let sales = || Scope::Groups { groups: vec!["Board".to_owned(), "Sales".to_owned()] };
        let board = || Scope::Groups { groups: vec!["Board".to_owned()] };
        for (scope, may) in [(Scope::Nobody, false), (board(), false), (sales(), true), (Scope::Everybody, true)] {
            app.change_policy(|policy| policy.scope = scope.clone()).await;
            app.clock.advance(86_400);
            let mut wizard = app.wizard().await;
            wizard.identify("kim").await;
            wizard.choose(Method::Email).await;
            let subjects: Vec<_> = app.delivered().await.into_iter().map(|message| match message {
                server::delivery::Message::Mail(mail) => mail.subject,
                _ => panic!("a mail was expected"),
            }).collect();
            assert_eq!(subjects.len(), 1);
            assert_eq!(subjects[0].contains("code"), may, "{scope:?}");
        }
    }
}

//! The support code and the audit: one number on the page, in every row and in the mail.

use domain::audit::Act;
use domain::method::Method;

use crate::on_both_engines;
use crate::support::{Seed, TestApp};

async fn codes(app: &TestApp, act: &str) -> Vec<String> {
    app.rows
        .texts(&format!(
            "select correlation_id from audit where act like '{act}' order by opened_at, id"
        ))
        .await
}

on_both_engines! {
    async fn the_support_code_of_the_page_is_in_every_audit_row_of_the_reset(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        let page = wizard.browser.get("/reset").await.text();
        let shown = page.split("<code>").nth(1).and_then(|rest| rest.split('<').next()).expect("a support code").to_owned();
        wizard.prove("kim", "+31612345678").await;
        wizard.password("brand-New-Wagon-93").await;
        assert_eq!(wizard.support_code(), shown);
        let mut of_audit = codes(&app, "reset.%").await;
        of_audit.dedup();
        assert_eq!(of_audit.concat(), shown);
        let mut of_outbox = app.rows.texts("select correlation_id from outbox").await;
        of_outbox.dedup();
        assert_eq!(of_outbox.concat(), shown);
        let told = app.delivered().await;
        assert!(matches!(&told[0], server::delivery::Message::Mail(mail) if mail.text.contains(&shown)));
    }

    async fn every_act_has_one_row_that_is_completed(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned()).await;
        let mut wizard = app.wizard().await;
        wizard.act("new_puzzle", &[]).await;
        wizard.identify("kim").await;
        wizard.choose(Method::Sms).await;
        wizard.number("+31600000000").await;
        wizard.act("other_method", &[]).await;
        wizard.choose(Method::Email).await;
        wizard.act("resend", &[]).await;
        wizard.code("000000").await;
        wizard.password("x").await;
        wizard.act("cancel", &[]).await;
        let mut browser = app.browser();
        browser.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "Old-Password-4711")]).await;
        browser.submit("/api/signin/out", &[]).await;
        browser.submit("/api/contact/ask", &[("user_name", "kim")]).await;
        app.delivered().await;
        let mut found = app.rows.texts("select act from audit order by act").await;
        found.dedup();
        let mut expected = [
            Act::ResetNewPuzzle, Act::ResetIdentify, Act::ResetChooseMethod, Act::ResetConfirmNumber, Act::ResetOtherMethod,
            Act::ResetResend, Act::ResetEnterCode, Act::ResetSetPassword, Act::ResetCancel, Act::SignIn, Act::SignOut,
            Act::ContactAdministrator,
        ].map(Act::name);
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected);
        assert_eq!(app.rows.number("select count(*) from audit where completed_at is null or outcome is null").await, 0);
        assert_eq!(app.rows.number("select count(*) from audit where address <> '192.0.2.1'").await, 0);
    }

    async fn a_row_is_open_before_the_act_and_says_afterwards_that_it_failed(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        app.rows.change("alter table tally rename to tally_gone").await;
        let turn = wizard.turn.to_string();
        let page = wizard.browser.call("/api/reset/choose", &[("turn", &turn), ("method", "email")]).await;
        assert!(page.status.is_server_error());
        let outcomes = app.rows.texts("select outcome from audit where act = 'reset.choose_method'").await;
        assert_eq!(outcomes, ["failed"]);
        app.rows.change("alter table tally_gone rename to tally").await;
        wizard.choose(Method::Email).await;
        assert_eq!(wizard.notice(), None, "nothing of the failed act is left");
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn an_interrupted_act_is_marked_and_only_an_old_one(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        app.rows.change("update audit set completed_at = null, outcome = null").await;
        app.clock.advance(599);
        app.worker.tidy_up().await.expect("tidied up");
        assert_eq!(app.rows.texts("select outcome from audit").await, [""]);
        app.clock.advance(2);
        app.worker.tidy_up().await.expect("tidied up");
        assert_eq!(app.rows.texts("select outcome from audit").await, ["interrupted"]);
    }

    async fn rows_name_the_person_by_id_and_never_by_what_was_typed(app) {
        let id = app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let mut ghost = app.wizard().await;
        ghost.identify("somebody-typed-a-secret-here").await;
        let subjects = app.rows.texts("select subject from audit").await;
        assert!(subjects.iter().any(|subject| subject == id.as_str()));
        for table in ["audit", "standing", "tally", "sign_in_guard", "outbox"] {
            assert!(!app.rows.dump(table).await.concat().contains("typed-a-secret"), "{table}");
        }
    }
}

//! What the audit says of changes, and how their owner reads it.

use domain::method::Method;

use crate::on_both_engines;
use crate::support::{Browser, Device, PASSWORD, Seed, Setup, TestApp, asked};

/// Outcome and detail of an act, oldest first.
async fn rows(app: &TestApp, act: &str) -> Vec<String> {
    let statement = format!(
        "select outcome || ' ' || detail from audit where act = '{act}' order by opened_at, id"
    );
    app.rows.texts(&statement).await
}

async fn last(app: &TestApp, act: &str) -> String {
    rows(app, act).await.pop().expect("a row")
}

/// Registers an address a while after what was done before.
async fn register(app: &TestApp, setup: &mut Setup<'_>, address: &str) {
    app.clock.advance(1);
    setup.register_address(address).await;
}

async fn activity(browser: &mut Browser, query: &str) -> String {
    let address = format!("/account/activity{query}");
    browser.get(&address).await.text()
}

on_both_engines! {
    async fn a_row_says_what_was_changed_and_asking_changes_nothing(app) {
        app.allow_everything().await;
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        register(&app, &mut setup, "kim@new.example").await;
        assert_eq!(last(&app, "setup.begin").await, r#"done {"method":"email"}"#);
        assert_eq!(last(&app, "setup.send_code").await, r#"done {"method":"email"}"#);
        assert_eq!(last(&app, "setup.enter_code").await, r#"done {"method":"email","change":"add"}"#);
        register(&app, &mut setup, "kim@newer.example").await;
        assert_eq!(last(&app, "setup.enter_code").await, r#"done {"method":"email","change":"replace"}"#);
        setup.act("remove", &[("method", "email")]).await;
        assert!(rows(&app, "setup.remove").await.is_empty(), "only asked for");
        setup.act("leave", &[]).await;
        setup.act("remove", &[("method", "email")]).await;
        setup.act("confirm_removal", &[]).await;
        assert_eq!(rows(&app, "setup.remove").await, [r#"done {"method":"email","change":"remove"}"#]);
        app.delivered().await;
    }

    async fn a_proof_is_told_from_what_it_is_for_and_from_a_test(app) {
        let mut setup = Setup::of_kim_with_everything(&app).await;
        setup.test(Method::Totp).await;
        setup.code(&app.app_code()).await;
        assert_eq!(last(&app, "setup.enter_code").await, r#"done {"method":"totp","change":"test"}"#);
        app.clock.advance(300);
        setup.begin(Method::Email).await;
        setup.test(Method::Totp).await;
        setup.code("000000").await;
        assert!(last(&app, "setup.enter_code").await.starts_with("refused"));
        app.clock.advance(30);
        setup.code(&app.app_code()).await;
        assert_eq!(last(&app, "setup.enter_code").await, r#"done {"method":"totp","change":"proof"}"#);
        setup.act("leave", &[]).await;
        app.clock.advance(300);
        setup.begin(Method::Email).await;
        setup.act("prove", &[("password", PASSWORD)]).await;
        assert_eq!(rows(&app, "setup.prove").await, [r#"done {"change":"proof"}"#]);
    }

    async fn a_passkey_is_named_by_its_row_wherever_it_was_used_or_changed(app) {
        let app = app.named().await;
        let mut device = Device::new(1);
        app.with_passkey(Seed::full("kim"), &mut device).await;
        let id = app.rows.texts("select id from passkey").await.remove(0);
        let named = |change: &str| format!(r#"done {{"method":"passkey","change":"{change}","passkey":"{id}"}}"#);
        assert_eq!(last(&app, "setup.add_passkey").await, named("add"));
        let mut browser = app.browser();
        let asked = asked(&browser.get("/signin").await.text());
        browser.submit("/api/signin/passkey", &[("answer", &device.sign(&asked))]).await;
        assert_eq!(last(&app, "sign_in.passkey").await, format!(r#"done {{"passkey":"{id}"}}"#));
        let mut setup = Setup::of(&app, "kim").await;
        app.clock.advance(1);
        setup.act("rename", &[]).await;
        app.clock.advance(1);
        setup.act("name_passkey", &[("id", &id), ("name", "Old phone")]).await;
        assert_eq!(last(&app, "setup.rename").await, named("rename"));
        setup.act("remove", &[("method", "passkey")]).await;
        setup.act("remove_passkey", &[("id", &id)]).await;
        assert_eq!(last(&app, "setup.remove").await, named("remove"));
        app.delivered().await;
    }

    async fn the_page_says_what_and_with_what_in_both_languages(app) {
        app.allow_everything().await;
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        register(&app, &mut setup, "kim@new.example").await;
        let page = activity(&mut setup.browser, "").await;
        assert!(page.contains("<p>Added: Codes by e-mail</p>"), "{page}");
        let page = activity(&mut setup.browser, "?lang=nl").await;
        assert!(page.contains("<p>Toegevoegd: "), "{page}");
    }

    async fn failed_sign_ins_of_strangers_hide_no_change(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        register(&app, &mut setup, "kim@new.example").await;
        let mut strangers = [app.browser(), app.browser()];
        strangers[1].peer.set_ip([203, 0, 113, 9].into());
        for n in 0..70 {
            app.clock.advance(1);
            let fields = [("user_name", "kim"), ("password", "wrong")];
            strangers[n % 2].submit("/api/signin/submit", &fields).await;
        }
        let page = activity(&mut setup.browser, "").await;
        assert_eq!(page.matches("<b>Sign-in</b>: refused").count(), 1, "{page}");
        assert!(page.contains("70 times, the last one") && page.contains("from several addresses"));
        assert!(page.contains("Added: Codes by e-mail"));
    }

    async fn older_rows_are_a_page_further_and_nobody_elses(app) {
        app.add(Seed::full("kim")).await;
        app.add(Seed::own("lee", "+31687654321")).await;
        let mut browser = app.signed_in("kim").await;
        for i in 0..120 {
            app.rows.change(&format!(
                "insert into audit (id, tenant_id, correlation_id, act, subject, opened_at, completed_at, outcome, address) \
                 select 'x{i:03}', 'wingtip', 'c', 'of.tomorrow', id, 1800000001000, 1800000001000, 'done', 'row-{i:03}' \
                 from person where account = 'kim'"
            )).await;
        }
        let mut seen = Vec::new();
        let mut query = String::new();
        for _ in 0..3 {
            let page = activity(&mut browser, &query).await;
            let rows = page.split("from row-").skip(1).map(|rest| rest[..3].to_owned());
            seen.extend(rows);
            let older = page.split("/account/activity?before=").nth(1);
            query = older.map_or_else(String::new, |rest| {
                format!("?before={}", rest.split('"').next().unwrap_or_default())
            });
        }
        assert_eq!(query, "", "the last page leads no further");
        let expected: Vec<_> = (0..120).rev().map(|n| format!("{n:03}")).collect();
        assert_eq!(seen, expected, "each once, newest first");
        let mut lee = app.signed_in("lee").await;
        for query in ["?before=x060", "?before=", "?before=%27", "?before=x"] {
            let page = activity(&mut lee, query).await;
            assert!(!page.contains("from row-"), "{query}");
        }
    }
}

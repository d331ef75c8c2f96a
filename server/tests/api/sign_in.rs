//! Signing in, its lock, and the hash behind it.

use domain::refusal::Refusal;
use server::passwords::HashCost;

use crate::on_both_engines;
use crate::support::{Browser, Page, Seed, TestApp};

const RIGHT: &str = "Old-Password-4711";

async fn submit(browser: &mut Browser, password: &str) -> Page {
    browser
        .submit(
            "/api/signin/submit",
            &[("user_name", "kim"), ("password", password)],
        )
        .await
}

async fn last_refusal(app: &TestApp) -> String {
    let details = app
        .rows
        .texts("select detail from audit where act = 'sign_in' order by opened_at desc, id")
        .await;
    details.into_iter().next().unwrap_or_default()
}

async fn fails(app: &TestApp, times: u32) {
    for _ in 0..times {
        submit(&mut app.browser(), "wrong").await;
    }
}

on_both_engines! {
    async fn ten_failures_lock_for_a_minute_and_each_further_one_doubles_it(app) {
        app.add(Seed::full("kim")).await;
        fails(&app, 9).await;
        assert_eq!(submit(&mut app.browser(), RIGHT).await.location(), "/account", "nine do not lock");
        fails(&app, 10).await;
        let mut wait = 60;
        for _ in 0..4 {
            app.clock.advance(wait - 1);
            let mut browser = app.browser();
            assert_eq!(submit(&mut browser, RIGHT).await.location(), "/signin", "even the right password");
            assert_eq!(last_refusal(&app).await, format!("{{\"refusal\":{{\"why\":\"sign_in_wait\",\"seconds\":1}}}}"));
            app.clock.advance(1);
            fails(&app, 1).await;
            wait *= 2;
        }
        app.clock.advance(wait);
        assert_eq!(submit(&mut app.browser(), RIGHT).await.location(), "/account");
        fails(&app, 9).await;
        assert_eq!(submit(&mut app.browser(), RIGHT).await.location(), "/account", "success forgives");
    }

    async fn a_failed_try_keeps_the_name_and_never_the_password(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.browser();
        let page = submit(&mut browser, "Typed-Secret-99").await;
        assert_eq!(page.location(), "/signin");
        let page = browser.get("/signin").await;
        assert_eq!(page.field("user_name").as_deref(), Some("kim"));
        assert!(!page.text().contains("Typed-Secret-99"));
        assert!(!app.rows.dump("session").await.concat().contains("Typed-Secret-99"));
    }

    async fn empty_fields_are_named_and_not_counted(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.browser();
        browser.submit("/api/signin/submit", &[("user_name", ""), ("password", RIGHT)]).await;
        assert!(last_refusal(&app).await.contains("user_name_missing"));
        app.clock.advance(1);
        submit(&mut browser, "").await;
        assert!(last_refusal(&app).await.contains("password_missing"));
        assert_eq!(app.rows.count("sign_in_guard").await, 0);
    }

    async fn a_disabled_person_and_one_without_a_password_are_refused_like_a_wrong_password(app) {
        app.add(Seed { disabled: true, ..Seed::full("kim") }).await;
        app.add(Seed { password: None, ..Seed::own("nil", "+31610000001") }).await;
        assert_eq!(submit(&mut app.browser(), RIGHT).await.location(), "/signin");
        let mut browser = app.browser();
        browser.submit("/api/signin/submit", &[("user_name", "nil"), ("password", "no password is this one")]).await;
        let details = app.rows.texts("select detail from audit where act = 'sign_in'").await;
        assert_eq!(details.len(), 2);
        let failed = serde_json::to_string(&Refusal::SignInFailed).expect("a text");
        assert!(details.iter().all(|detail| detail.contains(&failed)));
    }

    async fn the_forgot_button_carries_the_name_over(app) {
        let mut browser: Browser = app.browser();
        let page = browser.submit("/api/signin/forgot", &[("user_name", "WINGTIP\\kim & co"), ("password", "secret")]).await;
        let target = page.location().to_owned();
        let page = browser.get(&target).await;
        assert_eq!(page.field("user_name").as_deref(), Some("WINGTIP\\kim &amp; co"));
    }

    async fn a_hash_of_older_parameters_is_renewed_at_sign_in(app) {
        app.add(Seed::full("kim")).await;
        let hash = || async { app.rows.texts("select password_hash from person").await.concat() };
        let before = hash().await;
        assert!(before.contains("m=64,t=1"));
        let costly = app.beside(|config| config.hashing = HashCost { memory_kib: 128, iterations: 2, ..HashCost::default() }).await;
        submit(&mut costly.browser(), "wrong").await;
        assert_eq!(hash().await, before, "a wrong password renews nothing");
        assert_eq!(submit(&mut costly.browser(), RIGHT).await.location(), "/account");
        let after = hash().await;
        assert!(after.contains("m=128,t=2"), "{after}");
        assert_eq!(submit(&mut costly.browser(), RIGHT).await.location(), "/account");
        assert_eq!(hash().await, after, "once is enough");
    }

    async fn one_of_the_last_passwords_is_refused(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.password.history = 2).await;
        let passwords = ["first-Wagon-Tulip-21", "second-Wagon-Tulip-32", "third-Wagon-Tulip-43"];
        let mut verdicts = Vec::new();
        for password in [passwords[0], passwords[0], passwords[1], passwords[0], passwords[2], passwords[0]] {
            app.clock.advance(7200);
            let mut wizard = app.wizard().await;
            wizard.prove("kim", "+31612345678").await;
            wizard.password(password).await;
            verdicts.push(wizard.is_done());
            app.delivered().await;
        }
        assert_eq!(verdicts, [true, false, true, false, true, true]);
    }

    async fn the_password_a_person_began_with_counts_as_used(app) {
        app.add(Seed { password: Some("initial-Wagon-Tulip-21"), ..Seed::full("kim") }).await;
        app.change_policy(|policy| policy.password.history = 3).await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        wizard.password("initial-Wagon-Tulip-21").await;
        assert_eq!(wizard.notice(), Some(Refusal::PasswordRefused));
    }
}

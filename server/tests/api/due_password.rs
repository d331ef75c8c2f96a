//! A password that is too old or was set by somebody else opens one page only.

use axum::http::Method;

use crate::on_both_engines;
use crate::support::{Browser, Page, Seed, TestApp, rule};

const OLD: &str = "Old-Password-4711";
const NEW: &str = "brand-New-Wagon-93";
const DAY: u32 = 86_400;

async fn change(browser: &mut Browser, old: &str, new: &str) -> Page {
    let fields = [("old_password", old), ("password", new), ("repeat", new)];
    browser
        .submit("/api/account/change_password", &fields)
        .await
}

/// Marks everybody's password as set by an administrator.
async fn given(app: &TestApp) {
    app.rows
        .change("update person set password_must_change = 1")
        .await;
}

/// Whether the browser can go nowhere but to the form.
async fn held(browser: &Browser) -> bool {
    let mut browser = browser.clone();
    let page = browser.get("/account").await;
    page.status.is_redirection() && page.location() == "/account/password"
}

on_both_engines! {
    async fn a_given_password_opens_nothing_but_the_form_to_change_it(app) {
        app.add(Seed::full("kim")).await;
        given(&app).await;
        let mut browser = app.signed_in("kim").await;
        let page = browser.get("/account/password").await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("Somebody else set your password"));
        assert!(!page.text().contains("Back to your account"));
        for path in ["/account", "/account/", "/account?x=1", "//account"] {
            let page = browser.get(path).await;
            assert!(!page.text().contains("Kim Akers"), "{path}");
            assert!(page.status.is_client_error() || page.location() == "/account/password", "{path}: {}", page.status);
        }
        let sessions = app.rows.count("session").await;
        for act in ["/api/account/report", "/api/account/sign_out_everywhere"] {
            let page = browser.raw(Method::PUT, act, "application/x-www-form-urlencoded", "").await;
            assert!(page.status.is_client_error(), "{act}");
        }
        assert_eq!(app.rows.count("session").await, sessions);
        assert!(app.delivered().await.is_empty());
    }

    async fn nothing_but_another_password_leads_out(app) {
        app.add(Seed::full("kim")).await;
        given(&app).await;
        let mut browser = app.signed_in("kim").await;
        for (old, new) in [("wrong", NEW), (OLD, OLD), (OLD, "short"), (OLD, ""), ("", NEW)] {
            assert_eq!(change(&mut browser, old, new).await.location(), "/account/password");
            assert!(held(&browser).await, "{old} {new}");
        }
        browser.submit("/api/signin/submit", &[("user_name", "kim"), ("password", OLD)]).await;
        assert!(held(&browser).await, "nor signing in again");
        assert_eq!(change(&mut browser, OLD, NEW).await.location(), "/account");
        assert!(browser.get("/account").await.text().contains("Kim Akers"));
        assert_eq!(app.delivered().await.len(), 1);
        let mut later = app.browser();
        later.submit("/api/signin/submit", &[("user_name", "kim"), ("password", NEW)]).await;
        assert_eq!(later.get("/account").await.status, 200, "once is enough");
    }

    async fn signing_out_is_possible(app) {
        app.add(Seed::full("kim")).await;
        given(&app).await;
        let mut browser = app.signed_in("kim").await;
        assert_eq!(browser.submit("/api/signin/out", &[]).await.location(), "/signin");
        assert_eq!(browser.get("/account/password").await.location(), "/signin");
    }

    async fn a_session_that_is_open_already_is_held_too(app) {
        app.add(Seed::full("kim")).await;
        let browser = app.signed_in("kim").await;
        assert!(!held(&browser).await);
        given(&app).await;
        assert!(held(&browser).await);
    }

    async fn a_password_is_too_old_from_its_last_day_on(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.password.max_age_days = 90).await;
        app.clock.advance(90 * DAY - 1);
        let browser = app.signed_in("kim").await;
        assert!(!held(&browser).await);
        app.clock.advance(1);
        assert!(held(&browser).await, "also in the middle of a session");
        let mut browser = app.signed_in("kim").await;
        assert!(browser.get("/account/password").await.text().contains("older than your organisation allows"));
        change(&mut browser, OLD, NEW).await;
        assert!(!held(&browser).await);
        assert_eq!(app.delivered().await.len(), 1);
        app.change_policy(|policy| policy.password.max_age_days = 0).await;
        app.clock.advance(3650 * DAY);
        let mut browser = app.browser();
        browser.submit("/api/signin/submit", &[("user_name", "kim"), ("password", NEW)]).await;
        assert!(!held(&browser).await, "0 is never");
    }

    async fn the_rule_of_a_group_says_how_old_a_password_may_grow(app) {
        app.add(Seed { groups: vec!["Board"], ..Seed::own("kim", "+31612345678") }).await;
        app.add(Seed::own("lee", "+31687654321")).await;
        let board = rule("Board", "password = { max_age_days = 30, min_length = 20 }");
        app.change_policy(|policy| policy.groups = vec![board]).await;
        app.clock.advance(30 * DAY);
        assert!(!held(&app.signed_in("lee").await).await);
        let mut kim = app.signed_in("kim").await;
        assert!(held(&kim).await);
        change(&mut kim, OLD, NEW).await;
        assert!(kim.get("/account/password").await.text().contains("Use at least 20 characters"));
        assert!(held(&kim).await);
    }

    async fn a_reset_lets_somebody_in_again(app) {
        app.add(Seed::full("kim")).await;
        given(&app).await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        wizard.password(NEW).await;
        assert_eq!(app.delivered().await.len(), 1);
        let mut browser = app.browser();
        browser.submit("/api/signin/submit", &[("user_name", "kim"), ("password", NEW)]).await;
        assert!(!held(&browser).await);
    }

    async fn a_person_without_that_mark_is_not_held(app) {
        app.add(Seed::own("kim", "+31612345678")).await;
        let lee = app.add(Seed::own("lee", "+31687654321")).await;
        let mut change = app.services.store.begin().await.expect("a transaction");
        change.require_password_change(&lee).await.expect("stored");
        change.commit().await.expect("stored");
        assert!(!held(&app.signed_in("kim").await).await);
        assert!(held(&app.signed_in("lee").await).await);
    }
}

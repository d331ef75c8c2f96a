//! What is deleted when nobody needs it any more, and how monitors see the portal.

use domain::method::Method;

use crate::on_both_engines;
use crate::support::{Browser, Seed, TestApp};

async fn tidy(app: &TestApp) {
    app.worker.tidy_up().await.expect("tidied up");
}

on_both_engines! {
    async fn expired_challenges_and_their_puzzles_are_deleted_an_hour_later(app) {
        let mut wizard = app.wizard().await;
        wizard.solve().await;
        app.clock.advance(900 + 3600);
        tidy(&app).await;
        assert_eq!((app.rows.count("challenge").await, app.rows.count("puzzle").await), (1, 1));
        app.clock.advance(1);
        tidy(&app).await;
        assert_eq!((app.rows.count("challenge").await, app.rows.count("puzzle").await), (0, 0));
        assert_eq!(wizard.browser.get("/reset").await.status, 200, "and the page begins anew");
    }

    async fn expired_sessions_are_deleted_and_living_ones_stay(app) {
        app.add(Seed::full("kim")).await;
        let mut signed_in: Browser = app.browser();
        signed_in.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "Old-Password-4711")]).await;
        app.wizard().await;
        assert_eq!(app.rows.count("session").await, 2);
        app.clock.advance(4 * 3600 + 1);
        tidy(&app).await;
        assert_eq!(app.rows.count("session").await, 1);
        assert_eq!(signed_in.get("/account").await.status, 200);
        app.clock.advance(6 * 3600);
        tidy(&app).await;
        assert_eq!(app.rows.count("session").await, 0);
    }

    async fn counters_and_finished_messages_are_deleted_after_forty_days_and_the_audit_stays(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        app.delivered().await;
        let mut browser = app.browser();
        browser.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "wrong")]).await;
        browser.submit("/api/signin/submit", &[("user_name", "ghost"), ("password", "wrong")]).await;
        app.clock.advance(39 * 86_400);
        tidy(&app).await;
        for table in ["outbox", "tally", "standing", "sign_in_guard"] {
            assert!(app.rows.count(table).await > 0, "{table}");
        }
        app.clock.advance(2 * 86_400);
        let audit = app.rows.count("audit").await;
        tidy(&app).await;
        for table in ["outbox", "tally", "standing", "sign_in_guard"] {
            assert_eq!(app.rows.count(table).await, 0, "{table}");
        }
        assert_eq!(app.rows.count("audit").await, audit);
    }

    async fn a_message_that_still_waits_is_not_deleted(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        app.clock.advance(60 * 86_400);
        tidy(&app).await;
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn monitors_see_health_and_readiness(app) {
        let mut browser: Browser = app.browser();
        assert_eq!(browser.get("/healthz").await.text(), "ok\n");
        assert_eq!(browser.get("/readyz").await.text(), "ok, 0 messages waiting\n");
        let mut wizard = app.wizard().await;
        wizard.identify("ghost").await;
        assert_eq!(browser.get("/readyz").await.text(), "ok, 1 messages waiting\n");
        app.delivered().await;
        app.services.store.close().await;
        assert_eq!(browser.get("/healthz").await.status, 200);
        let page = browser.get("/readyz").await;
        assert_eq!(page.status, 503);
        assert!(page.text().starts_with("the database does not answer"));
        assert!(browser.get("/reset").await.status.is_server_error(), "a page says so too, and nothing panics");
    }
}

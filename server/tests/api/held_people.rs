//! Whoever is held at one page can still see what was done with the account, and put an end to it.

use crate::on_both_engines;
use crate::support::{Browser, PASSWORD, Seed, TestApp};

/// The ways in which somebody who signs in is held.
async fn held(app: &TestApp) -> [Browser; 3] {
    app.add(Seed {
        mobile: None,
        ..Seed::full("kim")
    })
    .await;
    app.add(Seed::own("lee", "+31687654321")).await;
    app.add(Seed::own("ada", "+31612340000")).await;
    app.change_policy(|policy| {
        policy.registration.required = true;
        policy.registration.skips = Some(0);
    })
    .await;
    app.rows
        .change("update person set password_must_change = 1 where account = 'lee'")
        .await;
    app.rows
        .change("update person set registration_ask_again = 1 where account = 'ada'")
        .await;
    let mut browsers = [
        app.signed_in("kim").await,
        app.signed_in("lee").await,
        app.signed_in("ada").await,
    ];
    for browser in &mut browsers {
        let page = browser.get("/account").await;
        assert!(page.status.is_redirection(), "held");
    }
    browsers
}

on_both_engines! {
    async fn they_see_what_was_done_and_nothing_else(app) {
        for mut browser in held(&app).await {
            let page = browser.get("/account/activity").await;
            assert_eq!(page.status, 200);
            assert!(page.text().contains("<b>Sign-in</b>: done") && page.text().contains("/api/account/report"));
            assert!(browser.get("/account").await.status.is_redirection());
        }
    }

    async fn they_report_and_the_account_is_locked(app) {
        for (mut browser, account) in held(&app).await.into_iter().zip(["kim", "lee", "ada"]) {
            let page = browser.submit("/api/account/report", &[]).await;
            assert!(page.location().starts_with("/reset?said=reported"), "{account}: {}", page.location());
            assert_eq!(browser.get("/setup").await.location(), "/signin?next=setup");
            let fields = [("user_name", account), ("password", PASSWORD)];
            let page = app.browser().submit("/api/signin/submit", &fields).await;
            assert_eq!(page.location(), "/signin", "{account} is locked");
        }
        app.delivered().await;
    }

    async fn they_sign_out_everywhere(app) {
        for (mut browser, account) in held(&app).await.into_iter().zip(["kim", "lee", "ada"]) {
            let mut other = app.signed_in(account).await;
            let page = browser.submit("/api/account/sign_out_everywhere", &[]).await;
            assert_eq!(page.location(), "/signin");
            for browser in [&mut browser, &mut other] {
                assert_eq!(browser.get("/account/activity").await.location(), "/signin");
            }
        }
    }

    async fn the_pages_that_hold_lead_there(app) {
        let [_, mut due, mut confirms] = held(&app).await;
        let page = confirms.get("/setup").await.text();
        assert!(page.contains("Looks right") && page.contains("href=\"/account/activity\">Something here is not mine"), "{page}");
        assert!(due.get("/account/password").await.text().contains("href=\"/account/activity\""));
    }

    async fn nobody_else_does(app) {
        held(&app).await;
        let sessions = app.rows.count("session").await;
        let mut stranger = app.browser();
        assert_eq!(stranger.get("/account/activity").await.location(), "/signin");
        for act in ["report", "sign_out_everywhere"] {
            let page = stranger.submit(&format!("/api/account/{act}"), &[]).await;
            assert_eq!(page.location(), "/signin", "{act}");
        }
        assert!(app.rows.count("session").await >= sessions);
    }
}

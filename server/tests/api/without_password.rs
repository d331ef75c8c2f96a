//! Somebody who came by a passkey and never had a password: nothing asks for one.

use domain::method::Method;
use domain::refusal::Refusal;

use crate::on_both_engines;
use crate::support::{Browser, Device, Seed, Setup, TestApp, asked};

/// Kim signs in with a passkey alone.
async fn kim(app: &TestApp) -> (Device, Browser) {
    let mut device = Device::new(1);
    app.with_passkey(Seed::full("kim"), &mut device).await;
    app.rows
        .change("update person set password_hash = null, password_set_at = null")
        .await;
    let mut browser = app.browser();
    let asked = asked(&browser.get("/signin").await.text());
    let signed = device.sign(&asked);
    let fields = [("answer", signed.as_str())];
    let page = browser.submit("/api/signin/passkey", &fields).await;
    assert_eq!(page.location(), "/account");
    (device, browser)
}

async fn failures(app: &TestApp) -> i64 {
    app.rows
        .number("select cast(coalesce(sum(failures), 0) as bigint) from sign_in_guard")
        .await
}

on_both_engines! {
    async fn the_page_of_the_password_leads_to_the_wizard(app) {
        let app = app.named().await;
        let (_, mut browser) = kim(&app).await;
        let page = browser.get("/account/password").await.text();
        assert!(page.contains("You have no password yet") && !page.contains("name=\"old_password\""), "{page}");
        assert!(page.contains("href=\"/reset?username=kim%40wingtip%2Eexample\""), "{page}");
        for _ in 0..12 {
            let fields = [("old_password", "guess"), ("password", "brand-New-Wagon-93"), ("repeat", "brand-New-Wagon-93")];
            let page = browser.submit("/api/account/change_password", &fields).await;
            assert_eq!(page.location(), "/account/password");
        }
        assert_eq!(failures(&app).await, 0, "what cannot be right is no guess");
        assert_eq!(app.rows.number("select count(*) from person where password_hash is not null").await, 0);
    }

    async fn a_fresh_proof_is_what_there_is(app) {
        let app = app.named().await;
        let (mut device, browser) = kim(&app).await;
        app.clock.advance(300);
        let mut setup = Setup { app: &app, browser, page: String::new(), turn: String::new() };
        setup.open("/setup").await;
        setup.begin(Method::Email).await;
        assert!(setup.says("Prove that it is you") && !setup.says("type=\"password\""), "{}", setup.page);
        for _ in 0..12 {
            setup.act("prove", &[("password", "guess")]).await;
            assert!(setup.refuses(Refusal::MethodUnavailable), "{}", setup.page);
        }
        assert_eq!(failures(&app).await, 0);
        setup.test(Method::Passkey).await;
        let signed = device.sign(&asked(&setup.page));
        setup.act("test_passkey", &[("answer", &signed)]).await;
        setup.address("kim@new.example").await;
        let code = app.delivered_code().await;
        setup.code(&code).await;
        assert!(setup.says("Added: ") || setup.says("Changed: "), "{}", setup.page);
        app.delivered().await;
    }
}

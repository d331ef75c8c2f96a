//! Signing in with a passkey, without a name and without a password.

use domain::method::Method;
use domain::policy::SecondStep;
use futures::future::join_all;

use crate::on_both_engines;
use crate::support::{Browser, Device, Seed, TestApp, asked};

const WRONG: &str = "This passkey does not work here.";

async fn kim(app: &TestApp) -> Device {
    let mut device = Device::new(1);
    app.with_passkey(Seed::full("kim"), &mut device).await;
    device
}

async fn page(browser: &mut Browser) -> String {
    browser.get("/signin").await.text()
}

async fn answer(browser: &mut Browser, answer: &str) -> String {
    let page = browser
        .submit("/api/signin/passkey", &[("answer", answer)])
        .await;
    page.location().to_owned()
}

/// Opens the page and answers with this device.
async fn sign_in(browser: &mut Browser, device: &mut Device) -> String {
    let asked = asked(&page(browser).await);
    answer(browser, &device.sign(&asked)).await
}

on_both_engines! {
    async fn a_passkey_is_both_steps(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let id = app.rows.texts("select id from person").await;
        app.give_authenticator(&domain::identity::PersonId::new(id[0].clone())).await;
        app.change_policy(|policy| policy.sign_in.second_step = SecondStep::WhenRegistered).await;
        let mut browser = app.browser();
        assert_eq!(sign_in(&mut browser, &mut device).await, "/account");
        assert_eq!(browser.get("/account").await.status, 200);
        assert_eq!(app.rows.number("select count(*) from passkey where used_at is not null").await, 1);
        let setup = browser.get("/setup").await.text();
        assert!(setup.contains("My phone") || setup.contains("My\u{a0}phone"));
    }

    async fn an_answer_signs_in_once(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let mut first = app.browser();
        let asked = asked(&page(&mut first).await);
        let signed = device.sign(&asked);
        let mut browsers = vec![app.browser(); 20];
        let led = join_all(browsers.iter_mut().map(|browser| answer(browser, &signed))).await;
        assert_eq!(led.iter().filter(|page| *page == "/account").count(), 1);
        assert_eq!(answer(&mut first, &signed).await, "/signin");
        let once_more = device.sign(&asked);
        assert_eq!(answer(&mut first, &once_more).await, "/signin", "the request is used up");
    }

    async fn wrong_and_unknown_are_told_the_same(app) {
        let app = app.named().await;
        let device = kim(&app).await;
        let liars = [
            Device { credential: vec![9; 16], ..device.clone() },
            Device { credential: device.credential.clone(), handle: device.handle.clone(), ..Device::new(2) },
            Device { origin: "https://localhost:8080".to_owned(), ..device.clone() },
            Device { rp_id: "example.com".to_owned(), ..device.clone() },
            Device { handle: Some(vec![7; 16]), ..device.clone() },
            Device { handle: None, ..device.clone() },
            device.clone().without_a_look_at_its_owner(),
        ];
        let mut told = Vec::new();
        for mut liar in liars {
            let mut browser = app.browser();
            assert_eq!(sign_in(&mut browser, &mut liar).await, "/signin");
            let page = page(&mut browser).await;
            assert!(page.contains(WRONG), "{page}");
            let summary = page.split("class=\"summary\"").nth(1).and_then(|rest| rest.split("</div>").next());
            told.push(summary.map(str::to_owned));
        }
        told.dedup();
        assert_eq!(told.len(), 1);
    }

    async fn a_request_that_is_not_ours_or_too_old_is_refused(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let mut browser = app.browser();
        let mut ours = asked(&page(&mut browser).await);
        let late = device.sign(&ours);
        let challenge = ours["challenge"].as_str().expect("a challenge").to_owned();
        let swapped = if challenge.starts_with('A') { "B" } else { "A" };
        ours["challenge"] = format!("{swapped}{}", &challenge[1..]).into();
        assert_eq!(answer(&mut browser, &device.sign(&ours)).await, "/signin");
        ours["challenge"] = "AAAA".into();
        assert_eq!(answer(&mut browser, &device.sign(&ours)).await, "/signin");
        app.clock.advance(900);
        assert_eq!(answer(&mut browser, &late).await, "/signin");
        assert!(page(&mut browser).await.contains("longer than the request lasts"));
        assert_eq!(answer(&mut browser, "").await, "/signin");
        assert!(page(&mut browser).await.contains("nothing has happened"));
    }

    async fn an_answer_of_a_reset_signs_nobody_in(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Passkey).await;
        let signed = device.sign(&wizard.request());
        assert_eq!(answer(&mut app.browser(), &signed).await, "/signin");
        let asked = asked(&page(&mut app.browser()).await);
        let signed = device.sign(&asked);
        wizard.answer_with(&signed).await;
        assert!(wizard.notice().is_some(), "nor the other way round");
    }

    async fn after_a_report_a_passkey_waits_for_a_new_password_too(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        app.signed_in("kim").await.submit("/api/account/report", &[]).await;
        let mut browser = app.browser();
        assert_eq!(sign_in(&mut browser, &mut device).await, "/signin");
        assert!(page(&mut browser).await.contains(WRONG));
    }

    async fn a_report_locks_somebody_without_a_password_too(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        app.rows.change("update person set password_hash = null, password_set_at = null").await;
        let mut browser = app.browser();
        assert_eq!(sign_in(&mut browser, &mut device).await, "/account");
        browser.submit("/api/account/report", &[]).await;
        assert_eq!(sign_in(&mut app.browser(), &mut device).await, "/signin");
    }

    async fn somebody_without_a_password_has_none_that_is_too_old(app) {
        let app = app.named().await;
        let mut device = Device::new(1);
        app.with_passkey(Seed::full("kim"), &mut device).await;
        app.rows.change("update person set password_hash = null, password_set_at = null").await;
        app.change_policy(|policy| policy.password.max_age_days = 90).await;
        let mut browser = app.browser();
        sign_in(&mut browser, &mut device).await;
        assert_eq!(browser.get("/account").await.status, 200);
    }

    async fn who_may_not_any_more_is_told_nothing_else(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        app.rows.change("update person set disabled = 1").await;
        let mut browser = app.browser();
        assert_eq!(sign_in(&mut browser, &mut device).await, "/signin");
        assert!(page(&mut browser).await.contains(WRONG));
        app.rows.change("update person set disabled = 0").await;
        let asked = asked(&page(&mut browser).await);
        app.change_policy(|policy| policy.methods.retain(|method| *method != Method::Passkey)).await;
        assert_eq!(answer(&mut browser, &device.sign(&asked)).await, "/signin");
        assert!(!page(&mut browser).await.contains("data-passkey"), "nor is anybody asked");
    }

    async fn wrong_passwords_of_a_stranger_do_not_shut_a_passkey_out(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let mut stranger = app.browser();
        for _ in 0..12 {
            stranger.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "wrong")]).await;
        }
        assert_eq!(sign_in(&mut app.browser(), &mut device).await, "/account");
    }

    async fn looking_at_the_page_leaves_no_row_and_tries_are_bounded(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        app.change_policy(|policy| policy.limits.names_per_address.max = 3).await;
        let mut browser = app.browser();
        for _ in 0..5 {
            page(&mut browser).await;
        }
        assert_eq!(app.rows.number("select count(*) from answered_request").await, 0);
        let mut wrong = Device { credential: vec![9; 16], ..device.clone() };
        for _ in 0..3 {
            sign_in(&mut browser, &mut wrong).await;
        }
        assert_eq!(sign_in(&mut browser, &mut device).await, "/signin");
        assert!(page(&mut browser).await.contains("too many tries"));
        app.clock.advance(3600);
        assert_eq!(sign_in(&mut browser, &mut device).await, "/account");
    }

    async fn a_portal_without_a_name_asks_for_none(app) {
        app.allow_everything().await;
        let page = page(&mut app.browser()).await;
        assert!(!page.contains("data-passkey") && !page.contains("PublicKeyCredential"));
        let reset = app.browser().get("/reset").await.text();
        assert!(!reset.contains("PublicKeyCredential"), "nor needs a script for it");
    }
}

//! Signing in stops at the setup page until enough is registered, or for as long as policy lets it wait.

use axum::http::Method as Verb;
use domain::method::Method;
use domain::policy::Policy;
use futures::future::join_all;

use crate::on_both_engines;
use crate::support::{Browser, PASSWORD, Seed, Setup, TestApp};

const DAY: u32 = 86_400;

/// Kim has one way of the two that are asked for.
pub(crate) async fn kim(app: &TestApp, skips: u16, grace_days: u16) {
    app.add(Seed {
        mobile: None,
        ..Seed::full("kim")
    })
    .await;
    app.change_policy(|policy: &mut Policy| {
        let rules = &mut policy.registration;
        (rules.required, rules.skips, rules.grace_days) = (true, Some(skips), grace_days);
    })
    .await;
}

/// Where the panel leads: nowhere when it shows.
pub(crate) async fn led(browser: &mut Browser) -> Option<String> {
    let page = browser.get("/account").await;
    page.status
        .is_redirection()
        .then(|| page.location().to_owned())
}

pub(crate) async fn is_held(browser: &mut Browser) -> bool {
    led(browser).await.as_deref() == Some("/setup")
}

/// Presses "Not now" on a page that said so often before; gives where it led.
pub(crate) async fn not_now(browser: &mut Browser, so_far: &str) -> String {
    let page = browser
        .submit("/api/setup/put_off", &[("so_far", so_far)])
        .await;
    page.location().to_owned()
}

pub(crate) async fn put_off(app: &TestApp) -> i64 {
    app.rows
        .number("select cast(sum(registration_put_off) as bigint) from person")
        .await
}

on_both_engines! {
    async fn nobody_is_stopped_where_policy_does_not_say_so(app) {
        app.add(Seed { mobile: None, email: None, ..Seed::full("kim") }).await;
        let mut browser = app.signed_in("kim").await;
        assert_eq!(led(&mut browser).await, None);
        assert_eq!(not_now(&mut browser, "0").await, "/setup?said=moved");
        assert_eq!(put_off(&app).await, 0);
    }

    async fn no_address_leads_around_the_setup_page(app) {
        kim(&app, 3, 0).await;
        let mut browser = app.signed_in("kim").await;
        for path in ["/account", "/account/password", "/account/", "/account?x=1", "//account", "/account/password?failed"] {
            let page = browser.get(path).await;
            assert!(!page.text().contains("Kim Akers"), "{path}");
            assert!(page.status.is_client_error() || page.location() == "/setup", "{path}: {}", page.status);
        }
        let sessions = app.rows.count("session").await;
        for (act, verb) in [("change_password", Verb::POST), ("change_password", Verb::PUT), ("report", Verb::PUT)] {
            let form = format!("old_password={PASSWORD}&password=brand-New-Wagon-93&repeat=brand-New-Wagon-93");
            let page = browser.raw(verb, &format!("/api/account/{act}"), "application/x-www-form-urlencoded", form).await;
            assert!(page.status.is_client_error() || page.location() == "/setup", "{act}");
        }
        assert_eq!(app.rows.count("session").await, sessions);
        assert!(app.delivered().await.is_empty());
        assert!(is_held(&mut browser).await);
        let page = browser.get("/setup").await.text();
        assert!(page.contains("asks you to register this") && page.contains("Still needed: one more way"));
        assert!(!page.contains("href=\"/account\""), "no link to where nobody gets");
        let fields = [("user_name", "kim"), ("password", PASSWORD), ("next", "setup")];
        let mut other = app.browser();
        assert_eq!(other.submit("/api/signin/submit", &fields).await.location(), "/setup");
        assert!(is_held(&mut other).await, "nor does another way in");
    }

    async fn what_lacks_is_registered_and_the_way_is_free(app) {
        kim(&app, 0, 0).await;
        let mut setup = Setup::of(&app, "kim").await;
        assert!(!setup.says("Not now"), "{}", setup.page);
        assert!(setup.says("Cancel and sign out"));
        setup.begin(Method::Sms).await;
        setup.number("+31612345678").await;
        assert!(is_held(&mut setup.browser).await, "half of it is not enough");
        let code = app.delivered_code().await;
        setup.code(&code).await;
        app.delivered().await;
        assert!(setup.says("That is enough") && setup.says("href=\"/account\""), "{}", setup.page);
        assert!(!setup.says("asks you to register"));
        assert_eq!(led(&mut setup.browser).await, None);
        assert_eq!(led(&mut app.signed_in("kim").await).await, None, "also the next time");
    }

    async fn it_is_put_off_so_many_times_and_no_more(app) {
        kim(&app, 2, 0).await;
        for (so_far, words) in [("0", "2 more times"), ("1", "1 more time")] {
            let mut browser = app.signed_in("kim").await;
            assert!(is_held(&mut browser).await);
            let page = browser.get("/setup").await;
            assert!(page.text().contains(words), "{}", page.text());
            assert_eq!(page.field("so_far").as_deref(), Some(so_far));
            assert_eq!(not_now(&mut browser, so_far).await, "/account");
            assert_eq!(led(&mut browser).await, None, "as long as this sign-in lasts");
            assert!(browser.get("/setup").await.text().contains("href=\"/account\""));
        }
        let mut browser = app.signed_in("kim").await;
        assert!(!browser.get("/setup").await.text().contains("Not now"));
        for so_far in ["0", "1", "2", "", "-1", "x", "4294967295"] {
            assert_eq!(not_now(&mut browser, so_far).await, "/setup?said=moved");
        }
        assert!(is_held(&mut browser).await);
        assert_eq!(put_off(&app).await, 2);
    }

    async fn of_many_at_once_as_many_count_as_are_left(app) {
        kim(&app, 3, 0).await;
        let mut browsers = Vec::new();
        for _ in 0..8 {
            browsers.push(app.signed_in("kim").await);
        }
        let led = join_all(browsers.iter_mut().map(|browser| not_now(browser, "0"))).await;
        assert_eq!(led.iter().filter(|page| *page == "/account").count(), 1, "one for each page seen");
        for so_far in ["1", "2", "3"] {
            join_all(browsers.iter_mut().map(|browser| not_now(browser, so_far))).await;
        }
        let mut free = 0;
        for browser in &mut browsers {
            free += u32::from(!is_held(browser).await);
        }
        assert_eq!((free, put_off(&app).await), (3, 3));
    }

    async fn two_clicks_on_one_page_count_once(app) {
        kim(&app, 3, 0).await;
        let mut browser = app.signed_in("kim").await;
        let mut again = browser.clone();
        let (first, second) = tokio::join!(not_now(&mut browser, "0"), not_now(&mut again, "0"));
        assert!([first, second].contains(&"/account".to_owned()));
        assert_eq!(not_now(&mut browser, "0").await, "/account");
        assert_eq!(not_now(&mut browser, "1").await, "/account");
        assert_eq!(put_off(&app).await, 1);
        assert_eq!(led(&mut browser).await, None);
    }

    async fn days_count_from_the_first_page_that_asked(app) {
        kim(&app, 0, 7).await;
        app.clock.advance(400 * DAY);
        let mut browser = app.signed_in("kim").await;
        assert!(browser.get("/setup").await.text().contains("for 7 days"));
        assert_eq!(not_now(&mut browser, "0").await, "/account");
        app.clock.advance(6 * DAY);
        let mut browser = app.signed_in("kim").await;
        assert!(browser.get("/setup").await.text().contains("until tomorrow"));
        assert_eq!(not_now(&mut browser, "1").await, "/account");
        app.clock.advance(DAY);
        let mut browser = app.signed_in("kim").await;
        assert!(!browser.get("/setup").await.text().contains("Not now"));
        assert_eq!(not_now(&mut browser, "2").await, "/setup?said=moved");
        assert!(is_held(&mut browser).await);
    }

    async fn what_one_sign_in_put_off_is_no_other_sign_ins(app) {
        kim(&app, 3, 0).await;
        app.add(Seed { mobile: None, ..Seed::full("lee") }).await;
        let mut browser = app.signed_in("kim").await;
        not_now(&mut browser, "0").await;
        assert!(is_held(&mut app.signed_in("kim").await).await);
        assert!(is_held(&mut app.signed_in("lee").await).await);
        let fields = [("user_name", "lee"), ("password", PASSWORD)];
        browser.submit("/api/signin/submit", &fields).await;
        assert!(is_held(&mut browser).await, "nor the next person's in the same browser");
    }

    async fn a_changed_password_keeps_what_was_put_off(app) {
        kim(&app, 3, 0).await;
        let mut browser = app.signed_in("kim").await;
        not_now(&mut browser, "0").await;
        let fields = [("old_password", PASSWORD), ("password", "brand-New-Wagon-93"), ("repeat", "brand-New-Wagon-93")];
        assert_eq!(browser.submit("/api/account/change_password", &fields).await.location(), "/account");
        app.delivered().await;
        assert_eq!(led(&mut browser).await, None);
    }

    async fn a_password_that_is_due_comes_first(app) {
        kim(&app, 3, 0).await;
        app.rows.change("update person set password_must_change = 1").await;
        let mut browser = app.signed_in("kim").await;
        assert_eq!(led(&mut browser).await.as_deref(), Some("/account/password"));
        assert_eq!(browser.get("/setup").await.location(), "/account/password");
        assert_eq!(not_now(&mut browser, "0").await, "/account/password");
        assert_eq!(browser.get("/account/password").await.status, 200);
        let fields = [("old_password", PASSWORD), ("password", "brand-New-Wagon-93"), ("repeat", "brand-New-Wagon-93")];
        browser.submit("/api/account/change_password", &fields).await;
        app.delivered().await;
        assert!(is_held(&mut browser).await, "and then this");
    }

    async fn whoever_removes_a_way_is_asked_again(app) {
        kim(&app, 0, 0).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        setup.number("+31612345678").await;
        let code = app.delivered_code().await;
        setup.code(&code).await;
        setup.act("remove", &[("method", "sms")]).await;
        setup.act("confirm_removal", &[]).await;
        app.delivered().await;
        assert!(is_held(&mut setup.browser).await);
    }

    async fn putting_off_is_recorded_as_the_persons(app) {
        kim(&app, 1, 0).await;
        let mut browser = app.signed_in("kim").await;
        not_now(&mut browser, "5").await;
        not_now(&mut browser, "0").await;
        let rows = app.rows.texts("select outcome || ' ' || detail from audit where act = 'setup.postpone' and subject in (select id from person) order by outcome").await;
        assert_eq!(rows, ["done {}", "refused {\"refusal\":{\"why\":\"moved\"}}"]);
    }
}

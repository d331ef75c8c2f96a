//! How long a registration that is required may be put off, and what gives that time back.

use domain::method::Method;

use crate::forced_registration::{is_held, kim, led, not_now, put_off};
use crate::on_both_engines;
use crate::support::{Setup, TestApp};

const DAY: u32 = 86_400;

/// Registers the number that is missing.
async fn register(app: &TestApp, setup: &mut Setup<'_>) {
    setup.begin(Method::Sms).await;
    setup.number("+31612345678").await;
    let code = app.delivered_code().await;
    setup.code(&code).await;
    app.delivered().await;
}

on_both_engines! {
    async fn a_sign_in_that_put_it_off_is_held_once_the_days_are_over(app) {
        kim(&app, 0, 7).await;
        app.change_policy(|policy| policy.sign_in.session_seconds = 30 * DAY).await;
        let mut browser = app.signed_in("kim").await;
        browser.get("/setup").await;
        assert_eq!(not_now(&mut browser, "0").await, "/account");
        app.clock.advance(7 * DAY - 1);
        assert_eq!(led(&mut browser).await, None);
        app.clock.advance(1);
        assert!(is_held(&mut browser).await);
    }

    async fn days_alone_leave_the_times_open(app) {
        kim(&app, 3, 0).await;
        app.change_policy(|policy| {
            (policy.registration.skips, policy.registration.grace_days) = (None, 7);
        }).await;
        for so_far in ["0", "1", "2", "3", "4"] {
            let mut browser = app.signed_in("kim").await;
            assert!(!browser.get("/setup").await.text().contains("more time"));
            assert_eq!(not_now(&mut browser, so_far).await, "/account");
        }
        app.clock.advance(7 * DAY);
        assert!(is_held(&mut app.signed_in("kim").await).await);
    }

    async fn whoever_had_enough_has_all_the_time_when_policy_asks_for_more(app) {
        kim(&app, 1, 0).await;
        let mut setup = Setup::of(&app, "kim").await;
        assert_eq!(not_now(&mut setup.browser, "0").await, "/account");
        setup.open("/setup").await;
        register(&app, &mut setup).await;
        assert_eq!(put_off(&app).await, 0);
        app.change_policy(|policy| {
            policy.methods.push(Method::Totp);
            policy.strength = 5;
        }).await;
        let mut browser = app.signed_in("kim").await;
        assert!(is_held(&mut browser).await);
        assert_eq!(not_now(&mut browser, "0").await, "/account");
    }

    async fn whoever_gives_up_what_was_enough_has_no_time_left(app) {
        kim(&app, 3, 9).await;
        let mut setup = Setup::of(&app, "kim").await;
        register(&app, &mut setup).await;
        assert_eq!(led(&mut setup.browser).await, None);
        setup.act("remove", &[("method", "sms")]).await;
        setup.act("confirm_removal", &[]).await;
        app.delivered().await;
        assert!(!setup.says("Not now"), "{}", setup.page);
        for so_far in ["0", "1000000"] {
            assert_eq!(not_now(&mut setup.browser, so_far).await, "/setup?said=moved");
        }
        assert!(is_held(&mut app.signed_in("kim").await).await);
        register(&app, &mut setup).await;
        assert_eq!((led(&mut setup.browser).await, put_off(&app).await), (None, 0));
    }
}

//! A second step that is required: signing in stops until there is an authenticator.

use domain::method::Method;
use domain::policy::{Scope, SecondStep};

use crate::forced_registration::{is_held, led, not_now};
use crate::on_both_engines;
use crate::support::{PASSWORD, Seed, Setup, TestApp, rule, shown};

async fn kim(app: &TestApp, skips: u16) {
    app.allow_everything().await;
    app.change_policy(|policy| {
        policy.sign_in.second_step = SecondStep::Required;
        policy.registration.skips = Some(skips);
    })
    .await;
    app.add(Seed::full("kim")).await;
}

on_both_engines! {
    async fn whoever_has_no_app_is_held_until_there_is_one_and_then_types_its_code(app) {
        kim(&app, 0).await;
        // What a reset would need is another matter.
        app.change_policy(|policy| policy.scope = Scope::Nobody).await;
        let mut setup = Setup::of(&app, "kim").await;
        assert!(is_held(&mut setup.browser).await);
        assert!(setup.says("code of an authenticator app") && setup.says("Still needed: an authenticator app"));
        assert!(!setup.says("Not now") && !setup.says("href=\"/account\""), "{}", setup.page);
        assert_eq!(not_now(&mut setup.browser, "0").await, "/setup?said=moved");
        setup.register_address("kim@new.example").await;
        assert!(is_held(&mut setup.browser).await, "nothing else will do");
        setup.begin(Method::Totp).await;
        let key = setup.key().expect("a key");
        setup.code(&shown(&app, &key)).await;
        app.delivered().await;
        assert_eq!(led(&mut setup.browser).await, None);
        let mut browser = app.browser();
        let fields = [("user_name", "kim"), ("password", PASSWORD)];
        let page = browser.submit("/api/signin/submit", &fields).await;
        assert_eq!(page.location(), "/signin/code");
        setup.open("/setup").await;
        setup.act("remove", &[("method", "totp")]).await;
        setup.act("confirm_removal", &[]).await;
        app.delivered().await;
        assert!(is_held(&mut setup.browser).await, "and again without it");
    }

    async fn it_is_put_off_as_registration_lets_it_be(app) {
        kim(&app, 1).await;
        let mut browser = app.signed_in("kim").await;
        assert!(is_held(&mut browser).await);
        assert_eq!(not_now(&mut browser, "0").await, "/account");
        assert_eq!(led(&mut browser).await, None);
        let mut browser = app.signed_in("kim").await;
        assert_eq!(not_now(&mut browser, "1").await, "/setup?said=moved");
        assert!(is_held(&mut browser).await);
    }

    async fn a_group_alone_may_be_held_to_it(app) {
        kim(&app, 0).await;
        app.add(Seed { groups: vec!["Administrators"], ..Seed::own("ada", "+31687654321") }).await;
        app.change_policy(|policy| {
            policy.sign_in.second_step = SecondStep::WhenRegistered;
            policy.groups = vec![rule("Administrators", "sign_in = { second_step = \"required\" }")];
        }).await;
        assert!(!is_held(&mut app.signed_in("kim").await).await);
        assert!(is_held(&mut app.signed_in("ada").await).await);
    }
}

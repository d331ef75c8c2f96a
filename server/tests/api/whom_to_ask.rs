//! Who is asked to register at sign-in, and who is not.

use domain::method::Method;
use domain::policy::Scope;

use crate::on_both_engines;
use crate::support::{PASSWORD, Seed, TestApp, rule};

/// Whether somebody who signs in now gets no further than the setup page.
async fn is_asked(app: &TestApp, account: &str) -> bool {
    let page = app.signed_in(account).await.get("/account").await;
    page.status.is_redirection() && page.location() == "/setup"
}

on_both_engines! {
    async fn only_those_are_asked_whom_a_rule_names_and_who_may_reset(app) {
        app.add(Seed { mobile: None, groups: vec!["Pilot"], ..Seed::full("kim") }).await;
        app.add(Seed { mobile: None, ..Seed::full("lee") }).await;
        app.change_policy(|policy| {
            policy.groups = vec![rule("Pilot", "registration = { required = true }")];
        }).await;
        assert!(is_asked(&app, "kim").await);
        assert!(!is_asked(&app, "lee").await);
        app.change_policy(|policy| policy.scope = Scope::Groups { groups: vec!["Staff".to_owned()] }).await;
        assert!(!is_asked(&app, "kim").await, "a reset is not for them");
    }

    async fn what_nobody_could_register_stops_nobody(app) {
        app.add(Seed { mobile: None, ..Seed::full("kim") }).await;
        app.change_policy(|policy| {
            policy.registration.required = true;
            policy.methods = vec![Method::Email, Method::HelpdeskPass];
        }).await;
        assert!(!is_asked(&app, "kim").await);
    }

    async fn on_a_sign_in_screen_nobody_is_held_for_what_it_does_not_offer(app) {
        let app = app.named().await;
        app.add(Seed { mobile: None, ..Seed::full("kim") }).await;
        app.change_policy(|policy| {
            policy.methods = vec![Method::Email, Method::Passkey];
            policy.registration.required = true;
        }).await;
        assert!(is_asked(&app, "kim").await);
        let mut screen = app.browser();
        screen.get("/reset?from=logon").await;
        let fields = [("user_name", "kim"), ("password", PASSWORD)];
        screen.submit("/api/signin/submit", &fields).await;
        assert_eq!(screen.get("/account").await.status, 200);
        let page = screen.get("/setup").await.text();
        assert!(page.contains("href=\"/account\"") && !page.contains("value=\"passkey\""), "{page}");
    }
}

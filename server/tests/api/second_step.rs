//! A second step at sign-in: a right password alone leads nowhere.

use domain::identity::{PersonId, UserName};
use domain::method::Method;
use domain::policy::SecondStep;
use futures::future::join_all;
use server::method::helpdesk_pass::{self, PassFault};

use crate::on_both_engines;
use crate::support::{Browser, Seed, TestApp, rule};

const PASSWORD: &str = "Old-Password-4711";

async fn kim(app: &TestApp) -> PersonId {
    app.allow_everything().await;
    app.change_policy(|policy| policy.sign_in.second_step = SecondStep::WhenRegistered)
        .await;
    let kim = app.add(Seed::full("kim")).await;
    app.give_authenticator(&kim).await;
    kim
}

async fn for_staff(app: &TestApp, methods: Vec<Method>) {
    let names: Vec<_> = methods.iter().map(|method| method.name()).collect();
    let staff = rule("Staff", &format!("gates = 1\nmethods = {names:?}"));
    app.change_policy(|policy| policy.groups = vec![staff])
        .await;
}

/// Types the password; gives where it led.
async fn password(browser: &mut Browser) -> String {
    let fields = [("user_name", "kim"), ("password", PASSWORD)];
    let page = browser.submit("/api/signin/submit", &fields).await;
    page.location().to_owned()
}

async fn code(browser: &mut Browser, code: &str) -> String {
    let page = browser.submit("/api/signin/code", &[("code", code)]).await;
    page.location().to_owned()
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.status == 200
}

on_both_engines! {
    async fn password_and_code_together_sign_in(app) {
        kim(&app).await;
        let mut browser = app.browser();
        assert_eq!(password(&mut browser).await, "/signin/code");
        assert!(!is_in(&mut browser).await, "half-way is nowhere");
        assert_eq!(code(&mut browser, "").await, "/signin/code");
        assert!(browser.get("/signin/code").await.text().contains("Type the code"));
        assert_eq!(code(&mut browser, "000000").await, "/signin/code");
        assert!(browser.get("/signin/code").await.text().contains("This code is not right"));
        assert!(!is_in(&mut browser).await);
        let right = app.app_code();
        let before = browser.cookies.clone();
        assert_eq!(code(&mut browser, &right).await, "/account");
        assert!(is_in(&mut browser).await);
        assert_ne!(browser.cookies, before, "under a new id");
    }

    async fn a_code_lets_one_browser_in(app) {
        kim(&app).await;
        let mut browsers = vec![app.browser(); 8];
        for browser in &mut browsers {
            password(browser).await;
        }
        let right = app.app_code();
        let led = join_all(browsers.iter_mut().map(|browser| code(browser, &right))).await;
        assert_eq!(led.iter().filter(|page| *page == "/account").count(), 1);
    }

    async fn typing_the_password_again_gives_no_new_tries(app) {
        kim(&app).await;
        let mut browser = app.browser();
        for _ in 0..10 {
            assert_eq!(password(&mut browser).await, "/signin/code");
            code(&mut browser, "000000").await;
        }
        assert_eq!(password(&mut browser).await, "/signin", "ten wrong codes");
        assert!(browser.get("/signin").await.text().contains("Wait"));
        for wait in [60, 120, 240, 480] {
            app.clock.advance(wait);
            assert_eq!(password(&mut browser).await, "/signin/code", "the wait is over");
            code(&mut browser, "000000").await;
            let right = app.app_code();
            code(&mut browser, &right).await;
            assert!(!is_in(&mut browser).await, "one try, and the next wait is longer");
        }
        app.clock.advance(960);
        password(&mut browser).await;
        let right = app.app_code();
        assert_eq!(code(&mut browser, &right).await, "/account", "and the owner gets in");
    }

    async fn the_chance_ends_after_five_minutes(app) {
        kim(&app).await;
        let mut browser = app.browser();
        password(&mut browser).await;
        app.clock.advance(300);
        let right = app.app_code();
        code(&mut browser, &right).await;
        assert!(!is_in(&mut browser).await);
        assert_eq!(browser.get("/signin/code").await.location(), "/signin");
        let page = browser.get("/signin").await.text();
        assert!(page.contains("That took more than five minutes"), "{page}");
        assert_eq!(password(&mut browser).await, "/signin/code");
        code(&mut browser, &app.app_code()).await;
        assert!(is_in(&mut browser).await);
        assert!(!browser.get("/signin").await.text().contains("five minutes"));
    }

    async fn a_password_that_was_reported_meanwhile_is_half_of_nothing(app) {
        kim(&app).await;
        let (mut owner, mut thief) = (app.browser(), app.browser());
        password(&mut owner).await;
        assert_eq!(code(&mut owner, &app.app_code()).await, "/account");
        password(&mut thief).await;
        owner.submit("/api/account/report", &[]).await;
        app.clock.advance(31);
        code(&mut thief, &app.app_code()).await;
        assert!(!is_in(&mut thief).await);
    }

    async fn a_password_that_was_reset_meanwhile_is_half_of_nothing(app) {
        kim(&app).await;
        let mut browser = app.browser();
        password(&mut browser).await;
        app.clock.advance(31);
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done());
        app.delivered().await;
        let right = app.app_code();
        code(&mut browser, &right).await;
        assert!(!is_in(&mut browser).await);
    }

    async fn a_pass_of_the_helpdesk_stands_in_for_a_lost_app(app) {
        kim(&app).await;
        let name = UserName::parse("kim").expect("a name");
        let pass = helpdesk_pass::make(&app.services, &name).await.expect("a pass");
        let mut browser = app.browser();
        password(&mut browser).await;
        assert_eq!(code(&mut browser, pass.expose()).await, "/account");
        let mut again = app.browser();
        password(&mut again).await;
        assert_ne!(code(&mut again, pass.expose()).await, "/account", "once");
    }

    async fn a_pass_is_made_and_taken_only_where_the_rule_of_the_group_allows_it(app) {
        kim(&app).await;
        let name = UserName::parse("kim").expect("a name");
        let pass = helpdesk_pass::make(&app.services, &name).await.expect("a pass");
        for_staff(&app, vec![Method::Email]).await;
        let refused = helpdesk_pass::make(&app.services, &name).await;
        assert!(matches!(refused, Err(PassFault::NotAllowed)));
        let mut browser = app.browser();
        password(&mut browser).await;
        assert_ne!(code(&mut browser, pass.expose()).await, "/account");
        assert!(!is_in(&mut browser).await);

        app.change_policy(|policy| policy.methods.retain(|method| *method != Method::HelpdeskPass)).await;
        for_staff(&app, vec![Method::Email, Method::HelpdeskPass]).await;
        let pass = helpdesk_pass::make(&app.services, &name).await.expect("a pass");
        assert_eq!(code(&mut browser, pass.expose()).await, "/account");
    }

    async fn who_has_no_app_is_not_asked_and_nobody_where_policy_says_never(app) {
        kim(&app).await;
        app.rows.change("delete from authenticator").await;
        assert_eq!(password(&mut app.browser()).await, "/account");
        let kim = app.rows.texts("select id from person").await;
        app.give_authenticator(&PersonId::new(kim[0].clone())).await;
        app.change_policy(|policy| policy.sign_in.second_step = SecondStep::Never).await;
        assert_eq!(password(&mut app.browser()).await, "/account");
    }

    async fn a_group_may_be_held_to_more_than_the_organisation(app) {
        kim(&app).await;
        let lee = app.add(Seed { groups: vec!["Administrators"], ..Seed::own("lee", "+31687654321") }).await;
        app.give_authenticator(&lee).await;
        app.change_policy(|policy| {
            policy.sign_in.second_step = SecondStep::Never;
            let strict = "sign_in = { second_step = \"when_registered\", session_seconds = 600 }";
            policy.groups = vec![rule("Administrators", strict)];
        }).await;
        assert_eq!(password(&mut app.browser()).await, "/account");
        let mut browser = app.browser();
        let fields = [("user_name", "lee"), ("password", PASSWORD)];
        assert_eq!(browser.submit("/api/signin/submit", &fields).await.location(), "/signin/code");
        assert!(!is_in(&mut browser).await);
        assert_eq!(code(&mut browser, &app.app_code()).await, "/account");
        app.clock.advance(599);
        assert!(is_in(&mut browser).await);
        app.clock.advance(1);
        assert!(!is_in(&mut browser).await, "and for less long");
    }

    async fn the_page_of_the_code_is_for_who_is_half_way_in(app) {
        kim(&app).await;
        let mut browser = app.browser();
        assert_eq!(browser.get("/signin/code").await.location(), "/signin");
        let right = app.app_code();
        code(&mut browser, &right).await;
        assert!(!is_in(&mut browser).await);
    }
}

//! What is registered is looked at again: after so many days, or because an administrator asks.

use domain::eligibility::Obstacle;
use domain::identity::UserName;
use domain::method::Method;
use domain::policy::Scope;
use server::ask_again::{AskFault, Members, ask_group, ask_person};

use crate::on_both_engines;
use crate::support::{Browser, Seed, Setup, TestApp};

const DAY: u32 = 86_400;

/// Registration is required, and confirmed after ninety days.
async fn ninety_days(app: &TestApp) {
    app.change_policy(|policy| {
        let rules = &mut policy.registration;
        (rules.required, rules.reconfirm_days) = (true, 90);
    })
    .await;
}

async fn is_held(browser: &mut Browser) -> bool {
    let page = browser.get("/account").await;
    page.status.is_redirection() && page.location() == "/setup"
}

async fn looks_right(browser: &mut Browser, turn: &str) -> String {
    let page = browser
        .submit("/api/setup/confirm", &[("turn", turn)])
        .await;
    page.location().to_owned()
}

/// The page of somebody who is held, with its turn.
async fn shown(browser: &mut Browser) -> (String, String) {
    let page = browser.get("/setup").await;
    (
        page.text(),
        page.field("turn").expect("a form with its turn"),
    )
}

async fn ask(app: &TestApp, name: &str) -> Result<Result<(), Obstacle>, AskFault> {
    ask_person(&app.services, &UserName::parse(name).expect("a name")).await
}

on_both_engines! {
    async fn one_click_confirms_what_is_shown_masked_and_holds_for_as_long_again(app) {
        app.add(Seed::full("kim")).await;
        ninety_days(&app).await;
        app.clock.advance(90 * DAY - 1);
        assert!(!is_held(&mut app.signed_in("kim").await).await);
        app.clock.advance(1);
        let mut browser = app.signed_in("kim").await;
        assert!(is_held(&mut browser).await);
        let (page, turn) = shown(&mut browser).await;
        assert!(page.contains("Is this still right?") && page.contains("Looks right"));
        assert!(page.contains("k•••@h•••") && page.contains("XXXXXX78"), "{page}");
        assert!(!page.contains("kim@home.example") && !page.contains("612345678"));
        assert!(!page.contains("Not now") && !page.contains("href=\"/account\""));
        assert_eq!(looks_right(&mut browser, &turn).await, "/account");
        assert!(!is_held(&mut browser).await);
        app.clock.advance(90 * DAY - 1);
        assert!(!is_held(&mut app.signed_in("kim").await).await);
        app.clock.advance(1);
        assert!(is_held(&mut app.signed_in("kim").await).await);
        let rows = app.rows.texts("select outcome || ' ' || detail from audit where act = 'setup.confirm' and subject in (select id from person)").await;
        assert_eq!(rows, ["done {}"]);
    }

    async fn zero_days_never_ask_and_neither_does_a_policy_that_requires_nothing(app) {
        app.add(Seed::full("kim")).await;
        ninety_days(&app).await;
        app.change_policy(|policy| policy.registration.reconfirm_days = 0).await;
        app.clock.advance(3000 * DAY);
        assert!(!is_held(&mut app.signed_in("kim").await).await);
        app.change_policy(|policy| {
            (policy.registration.required, policy.registration.reconfirm_days) = (false, 1);
        }).await;
        assert!(!is_held(&mut app.signed_in("kim").await).await);
    }

    async fn what_is_wrong_is_changed_and_that_is_a_confirmation_too(app) {
        app.add(Seed::full("kim")).await;
        ninety_days(&app).await;
        app.clock.advance(90 * DAY);
        let mut setup = Setup::of(&app, "kim").await;
        setup.register_address("kim@new.example").await;
        assert!(!setup.says("Looks right") && setup.says("Finish"), "{}", setup.page);
        assert!(!is_held(&mut setup.browser).await);
    }

    async fn nothing_is_confirmed_that_was_not_asked_or_not_shown(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        let turn = setup.turn.clone();
        assert_eq!(looks_right(&mut setup.browser, &turn).await, "/setup?said=moved", "not asked");
        ninety_days(&app).await;
        app.clock.advance(90 * DAY);
        let mut setup = Setup::of(&app, "kim").await;
        let old = setup.turn.clone();
        setup.begin(Method::Email).await;
        setup.act("leave", &[]).await;
        for turn in [old.as_str(), "", "x", "-1"] {
            assert_eq!(looks_right(&mut setup.browser, turn).await, "/setup?said=moved");
        }
        assert!(is_held(&mut setup.browser).await);
        assert_eq!(looks_right(&mut app.browser(), "0").await, "/signin?next=setup", "nobody");
        let confirmed = "select count(*) from person where registration_confirmed_at is not null";
        assert_eq!(app.rows.number(confirmed).await, 0);
    }

    async fn too_little_cannot_be_confirmed(app) {
        app.add(Seed { mobile: None, ..Seed::full("kim") }).await;
        ninety_days(&app).await;
        app.clock.advance(90 * DAY);
        let mut browser = app.signed_in("kim").await;
        let (page, turn) = shown(&mut browser).await;
        assert!(!page.contains("Looks right"));
        assert_eq!(looks_right(&mut browser, &turn).await, "/setup?said=moved");
        assert!(is_held(&mut browser).await);
    }

    async fn an_administrator_asks_one_person(app) {
        app.add(Seed::full("kim")).await;
        app.add(Seed::full("lee")).await;
        assert_eq!(ask(&app, "kim").await.expect("asked"), Ok(()));
        assert!(!is_held(&mut app.signed_in("lee").await).await);
        let mut browser = app.signed_in("kim").await;
        assert!(is_held(&mut browser).await, "also where policy requires nothing");
        let (_, turn) = shown(&mut browser).await;
        assert_eq!(looks_right(&mut browser, &turn).await, "/account");
        assert!(!is_held(&mut app.signed_in("kim").await).await, "once");
        assert!(matches!(ask(&app, "ghost").await, Err(AskFault::Nobody)));
        let rows = app.rows.texts("select outcome from audit where act = 'person.ask_again' order by outcome").await;
        assert_eq!(rows, ["done", "failed"]);
    }

    async fn an_administrator_asks_a_group(app) {
        app.add(Seed { groups: vec!["Sales"], ..Seed::full("kim") }).await;
        app.add(Seed { groups: vec!["Sales", "Staff"], ..Seed::full("lee") }).await;
        app.add(Seed::full("jo")).await;
        let home = app.services.home.clone();
        let all = Members { all: 2, kept_out: 0 };
        assert_eq!(ask_group(&app.services, &home, "Sales").await.expect("asked"), all);
        assert!(is_held(&mut app.signed_in("kim").await).await);
        assert!(is_held(&mut app.signed_in("lee").await).await);
        assert!(!is_held(&mut app.signed_in("jo").await).await);
        assert!(matches!(ask_group(&app.services, &home, "Nobody").await, Err(AskFault::EmptyGroup)));
    }

    async fn who_cannot_be_asked_yet_is_named_and_asked_later(app) {
        app.add(Seed { groups: vec!["Sales"], ..Seed::full("kim") }).await;
        app.add(Seed { groups: vec!["Sales"], disabled: true, ..Seed::full("lee") }).await;
        assert_eq!(ask(&app, "lee").await.expect("asked"), Err(Obstacle::Disabled));
        let of_group = async || {
            let home = app.services.home.clone();
            ask_group(&app.services, &home, "Sales").await.expect("asked")
        };
        assert_eq!(of_group().await, Members { all: 2, kept_out: 1 });
        app.change_policy(|policy| policy.scope = Scope::Groups { groups: vec!["Staff".to_owned()] }).await;
        assert_eq!(ask(&app, "kim").await.expect("asked"), Err(Obstacle::OutOfScope));
        assert_eq!(of_group().await, Members { all: 2, kept_out: 2 });
        assert!(!is_held(&mut app.signed_in("kim").await).await);
        app.change_policy(|policy| policy.scope = Scope::Everybody).await;
        assert!(is_held(&mut app.signed_in("kim").await).await);
    }

    async fn a_change_answers_an_administrator_too_and_a_new_name_does_not(app) {
        app.allow_everything().await;
        let kim = app.add(Seed::full("kim")).await;
        app.give_authenticator(&kim).await;
        assert_eq!(ask(&app, "kim").await.expect("asked"), Ok(()));
        let mut setup = Setup::of(&app, "kim").await;
        setup.test(Method::Totp).await;
        setup.code(&app.app_code()).await;
        assert!(setup.says("It works") && is_held(&mut setup.browser).await, "nothing was changed");
        setup.register_address("kim@new.example").await;
        assert!(!is_held(&mut setup.browser).await);
        assert_eq!(ask(&app, "kim").await.expect("asked"), Ok(()));
        assert!(is_held(&mut setup.browser).await);
        setup.open("/setup").await;
        setup.act("remove", &[("method", "totp")]).await;
        setup.act("confirm_removal", &[]).await;
        app.delivered().await;
        assert!(!is_held(&mut setup.browser).await);
    }

    async fn asking_gives_back_the_time_that_was_used_up(app) {
        app.add(Seed { mobile: None, ..Seed::full("kim") }).await;
        app.change_policy(|policy| {
            (policy.registration.required, policy.registration.skips) = (true, Some(1));
        }).await;
        let mut browser = app.signed_in("kim").await;
        browser.submit("/api/setup/put_off", &[("so_far", "0")]).await;
        let mut browser = app.signed_in("kim").await;
        assert!(!browser.get("/setup").await.text().contains("Not now"));
        assert_eq!(ask(&app, "kim").await.expect("asked"), Ok(()));
        assert!(browser.get("/setup").await.text().contains("1 more time"));
    }
}

//! A password that an administrator reads out to somebody who has too little for a reset.

use domain::identity::UserName;
use domain::method::Method;
use domain::refusal::Refusal;
use domain::secret::Password;
use futures::future::join;
use server::delivery::Message;
use server::invite::InviteFault;
use server::temporary_password::{TemporaryFault, set};

use crate::on_both_engines;
use crate::support::{Browser, Seed, TABLES, TestApp, addressed};

const NEW: &str = "brand-New-Wagon-93";

async fn given(app: &TestApp, name: &str) -> Result<Password, TemporaryFault> {
    let name = UserName::parse(name).expect("a name");
    set(&app.services, &name).await
}

async fn signs_in(app: &TestApp, name: &str, password: &str) -> Option<Browser> {
    let mut browser = app.browser();
    let fields = [("user_name", name), ("password", password)];
    let page = browser.submit("/api/signin/submit", &fields).await;
    (page.location() == "/account").then_some(browser)
}

on_both_engines! {
    async fn whoever_locked_the_account_and_has_too_little_gets_back_in(app) {
        app.add(Seed { mobile: None, ..Seed::full("kim") }).await;
        app.signed_in("kim").await.submit("/api/account/report", &[]).await;
        assert!(matches!(app.invite("kim").await, Err(InviteFault::Locked)));
        let password = given(&app, "kim").await.expect("a password");
        let mut browser = signs_in(&app, "kim", password.expose()).await.expect("signed in");
        for page in ["/account", "/setup"] {
            assert_eq!(browser.get(page).await.location(), "/account/password", "{page}");
        }
        let same = [("old_password", password.expose()), ("password", password.expose()), ("repeat", password.expose())];
        browser.submit("/api/account/change_password", &same).await;
        assert_eq!(browser.get("/account").await.location(), "/account/password", "another one");
        let new = [("old_password", password.expose()), ("password", NEW), ("repeat", NEW)];
        browser.submit("/api/account/change_password", &new).await;
        assert_eq!(browser.get("/account").await.status, 200);
        assert!(signs_in(&app, "kim", password.expose()).await.is_none());
        assert!(signs_in(&app, "kim", NEW).await.is_some());
    }

    async fn it_ends_sessions_and_resets_and_every_address_hears_of_it(app) {
        app.add(Seed { work_email: Some("kim@wingtip.example"), ..Seed::full("kim") }).await;
        let mut browser = app.signed_in("kim").await;
        let mut thief = app.wizard().await;
        thief.identify("kim").await;
        thief.choose(Method::Email).await;
        let code = app.delivered_code().await;
        let password = given(&app, "kim").await.expect("a password");
        assert_eq!(browser.get("/account").await.location(), "/signin");
        thief.code(&code).await;
        assert_eq!(thief.notice(), Some(Refusal::NoSession));
        assert!(signs_in(&app, "kim", "Old-Password-4711").await.is_none());
        let told = app.delivered().await;
        assert_eq!(addressed(&told), ["kim@home.example", "kim@wingtip.example"]);
        let secret = password.expose();
        assert!(told.iter().all(|message| matches!(message, Message::Mail(mail) if !mail.text.contains(secret))));
        let rows = app.rows.texts("select act || ' ' || outcome || ' ' || coalesce(subject, 'nobody') from audit where act = 'person.password'").await;
        let kim = app.rows.texts("select id from person").await.remove(0);
        assert_eq!(rows, [format!("person.password done {kim}")]);
        for table in TABLES {
            assert!(!app.rows.dump(table).await.join("\n").contains(secret), "{table}");
        }
    }

    async fn a_wait_for_wrong_passwords_is_over(app) {
        app.add(Seed::full("kim")).await;
        for _ in 0..15 {
            signs_in(&app, "kim", "wrong").await;
        }
        assert!(signs_in(&app, "kim", "Old-Password-4711").await.is_none());
        let password = given(&app, "kim").await.expect("a password");
        assert!(signs_in(&app, "kim", password.expose()).await.is_some());
    }

    async fn there_is_none_for_nobody_and_for_a_disabled_account(app) {
        app.add(Seed { disabled: true, ..Seed::full("kim") }).await;
        let before = app.rows.dump("person").await;
        assert!(matches!(given(&app, "ghost").await, Err(TemporaryFault::Nobody)));
        assert!(matches!(given(&app, "kim").await, Err(TemporaryFault::Disabled)));
        assert_eq!(app.rows.dump("person").await, before);
        assert!(app.delivered().await.is_empty());
        let rows = app.rows.texts("select outcome from audit where act = 'person.password'").await;
        assert_eq!(rows, ["failed", "failed"]);
    }

    async fn of_two_at_once_one_signs_in(app) {
        app.add(Seed::full("kim")).await;
        let (one, other) = join(given(&app, "kim"), given(&app, "kim")).await;
        let (one, other) = (one.expect("a password"), other.expect("a password"));
        assert!(!one.matches(&other));
        let signed_in = [
            signs_in(&app, "kim", one.expose()).await.is_some(),
            signs_in(&app, "kim", other.expose()).await.is_some(),
        ];
        assert_eq!(signed_in.iter().filter(|is_in| **is_in).count(), 1);
    }
}

//! Adding an authenticator app.

use domain::method::Method;
use domain::policy::Policy;
use domain::refusal::Refusal;
use futures::future::join_all;

use crate::on_both_engines;
use crate::support::{Browser, MAILBOX, Seed, Setup, TABLES, TestApp, addressed, shown};

async fn apps_alone(app: &TestApp) {
    app.change_policy(|policy: &mut Policy| {
        policy.gates = 1;
        policy.methods = vec![Method::Totp];
    })
    .await;
}

async fn at_the_code<'a>(app: &'a TestApp) -> (Setup<'a>, String) {
    apps_alone(app).await;
    app.add(Seed::full("kim")).await;
    let mut setup = Setup::of(app, "kim").await;
    setup.begin(Method::Totp).await;
    let key = setup.key().expect("a key to type");
    (setup, key)
}

on_both_engines! {
    async fn an_app_that_was_confirmed_leads_to_a_new_password(app) {
        let (mut setup, key) = at_the_code(&app).await;
        assert!(setup.says("class=\"qr\"") && setup.says("fill=\"#fff\"") && setup.says("<path d=\"M"));
        assert!(setup.says("<a href=\"otpauth://totp/") && setup.says(&format!("secret={key}")) && setup.says("Open in my app"), "for an app on this device");
        setup.code(&shown(&app, &key)).await;
        assert!(setup.says("Added: Authenticator app") && setup.says("That is enough"), "{}", setup.page);
        assert_eq!(addressed(&app.delivered().await), [MAILBOX]);
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Totp).await;
        wizard.code(&shown(&app, &key)).await;
        assert_eq!(wizard.notice(), Some(Refusal::HeldCodeWrong), "the code that confirmed it was used");
        app.clock.advance(30);
        wizard.code(&shown(&app, &key)).await;
        assert!(wizard.at_password());
    }

    async fn the_secret_is_shown_until_it_is_confirmed_and_stored_sealed(app) {
        let (mut setup, key) = at_the_code(&app).await;
        setup.code("000000").await;
        assert!(setup.refuses(Refusal::HeldCodeWrong));
        assert_eq!(setup.key().as_ref(), Some(&key), "a slip does not cost a second scan");
        setup.code("").await;
        assert!(setup.refuses(Refusal::CodeMissing));
        setup.code(&shown(&app, &key)).await;
        setup.open("/setup").await;
        assert_eq!(setup.key(), None);
        assert!(!setup.says("otpauth") && !setup.says("class=\"qr\""));
        for table in TABLES {
            let rows = app.rows.dump(table).await.join("\n");
            assert!(!rows.contains(&key), "{table}");
        }
        app.delivered().await;
        setup.begin(Method::Totp).await;
        assert_ne!(setup.key(), Some(key), "another one is made for another app");
    }

    async fn an_app_that_was_not_confirmed_is_worth_nothing(app) {
        let (mut setup, key) = at_the_code(&app).await;
        setup.act("leave", &[]).await;
        assert!(!setup.says("That is enough"));
        assert_eq!(app.rows.count("authenticator").await, 0);
        let page = setup.send(&setup.turn.clone(), "code", &[("code", &shown(&app, &key))]).await;
        assert_eq!(page.location(), "/setup?said=moved");
        assert_eq!(app.rows.count("authenticator").await, 0);
    }

    async fn a_new_app_takes_the_old_ones_place_and_can_be_removed(app) {
        let (mut setup, old) = at_the_code(&app).await;
        setup.code(&shown(&app, &old)).await;
        setup.begin(Method::Totp).await;
        let new = setup.key().expect("a key");
        setup.code(&shown(&app, &new)).await;
        assert!(setup.says("Changed: Authenticator app"));
        assert_eq!(app.rows.count("authenticator").await, 1);
        setup.act("remove", &[("method", "totp")]).await;
        setup.act("confirm_removal", &[]).await;
        assert_eq!(app.rows.count("authenticator").await, 0);
        assert_eq!(app.delivered().await.len(), 3);
    }

    async fn a_hundred_right_codes_at_once_are_one_app(app) {
        let (setup, key) = at_the_code(&app).await;
        let code = shown(&app, &key);
        let mut copies: Vec<Browser> = vec![setup.browser.clone(); 100];
        let fields = [("turn", setup.turn.as_str()), ("code", code.as_str())];
        join_all(copies.iter_mut().map(|browser| browser.submit("/api/setup/code", &fields))).await;
        assert_eq!(app.rows.count("authenticator").await, 1);
        assert_eq!(addressed(&app.delivered().await), [MAILBOX]);
    }

    async fn guesses_lock(app) {
        let (mut setup, key) = at_the_code(&app).await;
        for _ in 0..5 {
            setup.code("000000").await;
        }
        assert!(setup.refuses(Refusal::Locked));
        let page = setup.send(&setup.turn.clone(), "code", &[("code", &shown(&app, &key))]).await;
        assert_eq!(page.location(), "/setup?said=moved");
        assert_eq!(app.rows.count("authenticator").await, 0);
    }
}

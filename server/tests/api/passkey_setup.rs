//! Registering passkeys.

use domain::method::Method;
use domain::refusal::Refusal;
use futures::future::join_all;
use serde_json::json;

use crate::on_both_engines;
use crate::support::{Device, Seed, Setup, asked};

const PASSKEYS: &str = "select count(*) from passkey";

/// The ids in the forms that remove.
fn ids(page: &str) -> Vec<String> {
    let forms = page.split("name=\"id\" value=\"").skip(1);
    forms
        .filter_map(|form| Some(form.split('"').next()?.to_owned()))
        .collect()
}

on_both_engines! {
    async fn passkeys_are_named_several_and_removed_one_by_one(app) {
        let app = app.named().await;
        let (mut phone, mut key) = (Device::new(1), Device::new(2));
        app.with_passkey(Seed::full("kim"), &mut phone).await;
        app.clock.advance(1);
        let mut setup = Setup::of(&app, "kim").await;
        setup.add_passkey(&mut key, "The <key>").await;
        assert!(setup.says("My phone, The &lt;key&gt;") || setup.says("My\u{a0}phone,\u{a0}The\u{a0}&lt;key&gt;"), "{}", setup.page);
        app.delivered().await;
        setup.act("remove", &[("method", "passkey")]).await;
        let both = ids(&setup.page);
        assert_eq!(both.len(), 2, "{}", setup.page);
        setup.act("remove_passkey", &[("id", "another")]).await;
        assert!(setup.refuses(Refusal::MethodUnavailable));
        setup.act("remove_passkey", &[("id", &both[0])]).await;
        assert!(setup.says("Removed: Passkeys"), "{}", setup.page);
        let told = app.delivered().await;
        assert!(!told.is_empty(), "and told so");
        let left = app.rows.texts("select name from passkey").await;
        assert_eq!(left, ["The <key>"]);
        let acts = app.rows.texts("select act from audit where outcome = 'done' and act like 'setup.%passkey'").await;
        assert_eq!(acts, ["setup.add_passkey", "setup.add_passkey"]);
    }

    async fn a_device_makes_one_passkey_for_one_person(app) {
        let app = app.named().await;
        let mut phone = Device::new(1);
        app.with_passkey(Seed::full("kim"), &mut phone).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Passkey).await;
        let excluded = &asked(&setup.page)["excludeCredentials"];
        assert_eq!(excluded.as_array().expect("a list").len(), 1, "browsers leave it out");
        setup.act("passkey", &[("trouble", "InvalidStateError")]).await;
        assert!(setup.refuses(Refusal::PasskeyTaken));
        let again = phone.make(&asked(&setup.page));
        setup.act("passkey", &[("answer", &again)]).await;
        assert!(setup.refuses(Refusal::PasskeyTaken), "and so does the server");
        app.add(Seed::own("lee", "+31687654321")).await;
        let mut lees = Setup::of(&app, "lee").await;
        lees.add_passkey(&mut phone.clone(), "Not mine").await;
        assert!(lees.refuses(Refusal::PasskeyTaken), "nor for somebody else");
        assert_eq!(app.rows.number(PASSKEYS).await, 1);
    }

    async fn the_device_is_told_no_name_as_its_handle_and_each_person_has_another(app) {
        let app = app.named().await;
        let mut handles = Vec::new();
        for (account, mobile) in [("kim", "+31612345678"), ("lee", "+31687654321")] {
            let id = app.add(Seed::own(account, mobile)).await;
            let mut setup = Setup::of(&app, account).await;
            setup.begin(Method::Passkey).await;
            let wanted = asked(&setup.page);
            assert_eq!(wanted["rp"], json!({"name": "Wingtip Toys", "id": "localhost"}));
            assert_eq!(wanted["user"]["name"], format!("{account}@wingtip.example"));
            let mut device = Device::new(1);
            device.make(&wanted);
            let handle = device.handle.expect("a handle");
            assert!(!String::from_utf8_lossy(&handle).contains(account));
            assert_ne!(handle, id.as_str().as_bytes());
            handles.push(handle);
        }
        assert_ne!(handles[0], handles[1]);
    }

    async fn what_is_not_quite_a_passkey_is_not_kept(app) {
        let app = app.named().await;
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Passkey).await;
        let liars = [
            ("origin", Device { origin: "http://localhost:8081".to_owned(), ..Device::new(1) }),
            ("portal", Device { rp_id: "example.com".to_owned(), ..Device::new(1) }),
            ("nobody looked at", Device::new(1).without_a_look_at_its_owner()),
        ];
        let first = asked(&setup.page);
        for (what, mut liar) in liars {
            let answer = liar.make(&asked(&setup.page));
            setup.act("passkey", &[("answer", &answer)]).await;
            assert!(setup.refuses(Refusal::PasskeyUnusable), "{what}");
        }
        let old = Device::new(1).make(&first);
        setup.act("passkey", &[("answer", &old)]).await;
        assert!(setup.refuses(Refusal::PasskeyUnusable), "asked for at an earlier turn");
        for nothing in ["", " "] {
            setup.act("passkey", &[("answer", nothing), ("trouble", "NotAllowedError")]).await;
            assert!(setup.refuses(Refusal::PasskeyMissing));
        }
        app.clock.advance(300);
        let late = Device::new(1).make(&asked(&setup.page));
        setup.act("passkey", &[("answer", &late)]).await;
        assert!(setup.refuses(Refusal::PasskeyExpired));
        assert_eq!(app.rows.number(PASSKEYS).await, 0);
        let right = Device::new(1).make(&asked(&setup.page));
        setup.act("passkey", &[("answer", &right)]).await;
        assert_eq!(app.rows.number(PASSKEYS).await, 1);
        assert_eq!(app.rows.texts("select name from passkey").await, ["Passkey"]);
        app.delivered().await;
    }

    async fn one_answer_sent_many_times_at_once_is_one_passkey(app) {
        let app = app.named().await;
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Passkey).await;
        let answer = Device::new(1).make(&asked(&setup.page));
        let turn = setup.turn.clone();
        let fields = [("turn", &*turn), ("answer", &*answer)];
        let mut copies = vec![setup.browser.clone(); 20];
        join_all(copies.iter_mut().map(|browser| browser.submit("/api/setup/passkey", &fields))).await;
        assert_eq!(app.rows.number(PASSKEYS).await, 1);
        app.delivered().await;
    }

    async fn a_passkey_asks_for_a_fresh_password_as_everything_else_does(app) {
        let app = app.named().await;
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        app.clock.advance(301);
        setup.begin(Method::Passkey).await;
        assert!(!setup.says("data-passkey="));
        setup.act("passkey", &[("answer", "{}")]).await;
        assert_eq!(app.rows.number(PASSKEYS).await, 0);
        setup.open("/setup").await;
        setup.act("prove", &[("password", crate::support::PASSWORD)]).await;
        assert!(setup.says("data-passkey=\"create\""), "{}", setup.page);
    }

    async fn passkeys_go_with_their_person(app) {
        let app = app.named().await;
        app.with_passkey(Seed::full("kim"), &mut Device::new(1)).await;
        app.rows.change("delete from session").await;
        app.rows.change("delete from person").await;
        assert_eq!(app.rows.number(PASSKEYS).await, 0);
    }
}

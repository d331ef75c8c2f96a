//! The cookie: a fresh one at every step up, nothing in it, and none that a stranger chose.

use domain::method::Method;
use domain::refusal::Refusal;
use tokio::sync::oneshot;

use crate::on_both_engines;
use crate::support::{Browser, Seed, Wizard};

const COOKIE: &str = "regain";

fn value(browser: &Browser) -> String {
    browser.cookies.get(COOKIE).expect("a session").clone()
}

/// What a browser with this old cookie can still do in the wizard: nothing.
async fn is_worthless(wizard: &Wizard<'_>, old: &str) {
    let mut thief = wizard.app.browser();
    thief.cookies.insert(COOKIE.to_owned(), old.to_owned());
    let turn = wizard.turn.to_string();
    let page = thief
        .call("/api/reset/other_method", &[("turn", &turn)])
        .await;
    let view: domain::wizard::ResetView = serde_json::from_slice(&page.bytes).expect("a view");
    assert_eq!(view.notice, Some(Refusal::NoSession));
    assert_ne!(view.support_code, wizard.support_code());
}

on_both_engines! {
    async fn the_session_id_changes_at_every_step_up_and_the_old_one_is_worthless(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        let mut ids = vec![value(&wizard.browser)];
        wizard.identify("kim").await;
        ids.push(value(&wizard.browser));
        wizard.pass_mail().await;
        ids.push(value(&wizard.browser));
        wizard.pass_text("+31612345678").await;
        ids.push(value(&wizard.browser));
        for old in &ids[..3] {
            is_worthless(&wizard, old).await;
        }
        wizard.password("brand-New-Wagon-93").await;
        ids.push(value(&wizard.browser));
        app.delivered().await;
        wizard.browser.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "brand-New-Wagon-93")]).await;
        ids.push(value(&wizard.browser));
        let mut distinct = ids.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), ids.len(), "six steps, six ids");
        let mut thief = app.browser();
        thief.cookies.insert(COOKIE.to_owned(), ids[4].clone());
        assert_eq!(thief.get("/account").await.location(), "/signin");
    }

    async fn a_cookie_that_somebody_else_chose_is_not_adopted(app) {
        app.add(Seed::full("kim")).await;
        for chosen in ["AAAAAAAAAAAAAAAAAAAAAA", "attacker", "", "../../x", "AAAAAAAAAAAAAAAAAAAAAQ"] {
            let mut wizard = app.wizard().await;
            wizard.browser.cookies.clear();
            wizard.browser.cookies.insert(COOKIE.to_owned(), chosen.to_owned());
            let page = wizard.browser.get("/reset").await;
            assert_eq!(page.status, 200);
            assert_ne!(value(&wizard.browser), chosen, "a new id was given");
            let fields = [("user_name", "kim"), ("password", "Old-Password-4711")];
            wizard.browser.cookies.insert(COOKIE.to_owned(), chosen.to_owned());
            wizard.browser.submit("/api/signin/submit", &fields).await;
            assert_ne!(value(&wizard.browser), chosen);
            let mut attacker = app.browser();
            attacker.cookies.insert(COOKIE.to_owned(), chosen.to_owned());
            assert_eq!(attacker.get("/account").await.location(), "/signin");
        }
    }

    async fn a_session_that_was_planted_before_the_sign_in_is_worthless_after_it(app) {
        app.add(Seed::full("kim")).await;
        let planted = app.wizard().await.browser;
        let mut victim = planted.clone();
        victim.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "Old-Password-4711")]).await;
        assert!(victim.get("/account").await.text().contains("Kim Akers"));
        assert_eq!(planted.clone().get("/account").await.location(), "/signin");
    }

    async fn signing_out_ends_the_session_on_the_server(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.browser();
        browser.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "Old-Password-4711")]).await;
        let kept = browser.clone();
        assert_eq!(browser.submit("/api/signin/out", &[]).await.location(), "/signin");
        assert_eq!(browser.get("/account").await.location(), "/signin");
        assert_eq!(kept.clone().get("/account").await.location(), "/signin", "a copied cookie too");
    }

    async fn two_people_in_one_browser_never_see_each_other(app) {
        app.add(Seed::own("kim", "+31612345678")).await;
        app.add(Seed::own("lee", "+31687654321")).await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        wizard.act("cancel", &[]).await;
        let page = wizard.browser.get("/reset").await;
        assert!(!page.text().contains("k•••"), "nothing of the first person is left");
        let turn = page.field("turn").expect("a turn");
        wizard.turn = turn.parse().expect("a number");
        wizard.identify("lee").await;
        wizard.password("brand-New-Wagon-93").await;
        assert_eq!(wizard.notice(), Some(Refusal::Moved), "no proof of the first one helps the second");
        wizard.choose(Method::Email).await;
        let mails = app.delivered().await;
        assert!(matches!(&mails[..], [server::delivery::Message::Mail(mail)] if mail.to == "lee@home.example"));
    }

    async fn the_second_to_sign_in_replaces_the_first(app) {
        app.add(Seed::own("kim", "+31612345678")).await;
        app.add(Seed::own("lee", "+31687654321")).await;
        let mut browser = app.browser();
        for account in ["kim", "lee"] {
            browser.submit("/api/signin/submit", &[("user_name", account), ("password", "Old-Password-4711")]).await;
            let page = browser.get("/account").await.text();
            assert!(page.contains(&format!("{account}@wingtip.example")));
        }
        let people = app.rows.texts("select account from person where id in (select person_id from session)").await;
        assert_eq!(people, ["lee"]);
    }

    async fn somebody_who_is_signed_in_resets_the_password_in_the_same_browser(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.browser = app.signed_in("kim").await;
        let turn = wizard.browser.get("/reset").await.field("turn").expect("a turn");
        wizard.turn = turn.parse().expect("a number");
        wizard.prove("kim", "+31612345678").await;
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done(), "{:?}", wizard.view);
        assert!(wizard.browser.get("/reset").await.text().contains("Your password has been changed"));
        assert_eq!(wizard.browser.get("/account").await.location(), "/signin", "and is signed out");
        app.delivered().await;
    }

    async fn a_request_that_was_under_way_brings_no_ended_session_back(app) {
        app.add(Seed::full("kim")).await;
        let mut thief = app.signed_in("kim").await;
        let turn = thief.get("/reset").await.field("turn").expect("a turn");
        thief.get("/captcha/picture").await;
        let captcha = app.captcha.last().picture;
        let fields = [("turn", &*turn), ("user_name", "nobody"), ("captcha", &*captcha)];
        let (waits, waiting) = oneshot::channel();
        let (go, go_on) = oneshot::channel();
        let owner = async {
            waiting.await.expect("the request was read but for its body");
            app.signed_in("kim").await.submit("/api/account/sign_out_everywhere", &[]).await;
            go.send(()).expect("the request waits");
        };
        let late = thief.submit_late("/api/reset/identify", &fields, (waits, go_on));
        futures::join!(late, owner);
        assert_eq!(app.rows.number("select count(*) from session where person_id is not null").await, 0);
        assert_eq!(thief.get("/account").await.location(), "/signin");
    }

    async fn a_sign_in_ends_with_its_time(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.browser();
        browser.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "Old-Password-4711")]).await;
        app.clock.advance(8 * 3600 - 1);
        assert_eq!(browser.get("/account").await.status, 200);
        app.clock.advance(1);
        assert_eq!(browser.get("/account").await.location(), "/signin");
    }

    async fn the_table_of_sessions_signs_nobody_in(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        let cookie = value(&wizard.browser);
        let rows = app.rows.dump("session").await.join("\n");
        assert!(!rows.contains(&cookie), "only a hash is stored");
    }

    async fn pages_with_anything_personal_are_not_stored(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        for path in ["/reset", "/signin", "/account", "/account/password", "/account/activity", "/contact", "/captcha/picture"] {
            assert_eq!(wizard.browser.get(path).await.headers["cache-control"], "no-store", "{path}");
        }
    }
}

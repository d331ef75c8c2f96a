//! What the link of an invitation must not do.

use domain::method::Method;
use futures::future::join_all;
use server::invite::InviteFault;

use crate::on_both_engines;
use crate::support::{Browser, Page, Seed, Setup, TABLES, TestApp};

const OVER: &str = "/setup/invitation";

async fn is_at_setup(browser: &mut Browser) -> bool {
    browser.get("/setup").await.status == 200
}

async fn works(app: &TestApp, link: &str) -> bool {
    app.browser()
        .get(link)
        .await
        .text()
        .contains("Register now")
}

async fn begin(browser: &mut Browser, turn: &str, method: Method) -> Page {
    let fields = [("turn", turn), ("method", method.name())];
    browser.submit("/api/setup/begin", &fields).await
}

on_both_engines! {
    async fn looking_at_the_link_uses_nothing_up(app) {
        app.add_joiner().await;
        let link = app.invitation("jo").await;
        for _ in 0..3 {
            let mut scanner = app.browser();
            assert!(scanner.get(&link).await.text().contains("Register now"));
            scanner.raw(axum::http::Method::HEAD, &link, "text/plain", "").await;
            assert!(!is_at_setup(&mut scanner).await, "and lets nobody in");
        }
        assert_eq!(app.browser().accept(&link).await, "/setup");
    }

    async fn a_link_is_good_once_also_for_many_at_once(app) {
        app.add_joiner().await;
        let link = app.invitation("jo").await;
        let mut browsers = vec![app.browser(); 8];
        let led = join_all(browsers.iter_mut().map(|browser| browser.accept(&link))).await;
        assert_eq!(led.iter().filter(|page| *page == "/setup").count(), 1);
        assert!(led.iter().all(|page| page == "/setup" || page == OVER));
        let mut inside = 0;
        for browser in &mut browsers {
            inside += u32::from(is_at_setup(browser).await);
        }
        assert_eq!(inside, 1);
        assert!(!works(&app, &link).await);
    }

    async fn a_link_reaches_the_setup_page_and_no_other(app) {
        app.add_joiner().await;
        let link = app.invitation("jo").await;
        let mut browser = app.browser();
        let before = browser.get("/reset").await;
        assert_eq!(before.status, 200);
        let planted = browser.cookies.clone();
        browser.accept(&link).await;
        assert_ne!(browser.cookies, planted, "under a new id");
        assert!(is_at_setup(&mut browser).await);
        for path in ["/account", "/account/activity", "/account/password"] {
            assert_eq!(browser.get(path).await.location(), "/signin", "{path}");
        }
        let fields = [("old_password", ""), ("password", "brand-New-Wagon-93"), ("repeat", "brand-New-Wagon-93")];
        for act in ["change_password", "report", "sign_out_everywhere"] {
            assert_eq!(browser.submit(&format!("/api/account/{act}"), &fields).await.location(), "/signin", "{act}");
        }
        for act in ["put_off", "confirm"] {
            let page = browser.submit(&format!("/api/setup/{act}"), &[("so_far", "0"), ("turn", "0")]).await;
            assert_eq!(page.location(), "/setup?said=moved", "{act}");
        }
        assert!(!browser.get("/setup").await.text().contains("href=\"/account\""));
        assert!(app.delivered().await.is_empty());
    }

    async fn nobody_is_let_in_whom_a_link_could_open_more_for(app) {
        app.add(Seed { password: None, email: None, mobile: None, work_email: Some("x@wingtip.example"), ..Seed::full("nomail") }).await;
        app.add(Seed { password: None, disabled: true, mobile: None, ..Seed::full("gone") }).await;
        let jo = app.add(Seed { password: None, mobile: None, ..Seed::full("jo") }).await;
        app.give_authenticator(&jo).await;
        assert!(matches!(app.invite("nomail").await, Err(InviteFault::NoAddress)));
        assert!(matches!(app.invite("gone").await, Err(InviteFault::Disabled)));
        assert!(matches!(app.invite("jo").await, Err(InviteFault::Registered)));
        assert!(matches!(app.invite("ghost").await, Err(InviteFault::Nobody)));
        assert_eq!((app.delivered().await.len(), app.rows.count("invitation").await), (0, 0));
    }

    async fn what_changed_since_the_link_was_made_makes_it_worthless(app) {
        let changes = [
            "update person set disabled = 1",
            "update person set password_hash = 'x'",
            "insert into contact (person_id, kind, value) select id, 'mobile', '+31612345678' from person",
            "insert into contact (person_id, kind, value, registered_at) select id, 'authentication_phone', '+31612345678', 1 from person",
            "delete from person",
        ];
        for change in changes {
            app.rows.change("delete from invitation").await;
            app.rows.change("delete from person").await;
            app.add_joiner().await;
            let link = app.invitation("jo").await;
            app.rows.change(change).await;
            assert!(!works(&app, &link).await, "{change}");
            let mut browser = app.browser();
            assert_eq!(browser.accept(&link).await, OVER, "{change}");
            assert!(!is_at_setup(&mut browser).await, "{change}");
        }
    }

    async fn a_link_and_what_it_began_end_with_the_next_one(app) {
        app.add_joiner().await;
        let first = app.invitation("jo").await;
        let mut browser = app.browser();
        browser.accept(&first).await;
        assert!(is_at_setup(&mut browser).await);
        let second = app.invitation("jo").await;
        assert!(!is_at_setup(&mut browser).await, "the session too");
        let third = app.invitation("jo").await;
        assert!(!works(&app, &second).await && works(&app, &third).await);
        assert_eq!(app.rows.count("invitation").await, 1);
    }

    async fn a_password_ends_the_link_and_what_it_began(app) {
        app.add_joiner().await;
        app.change_policy(|policy| policy.gates = 2).await;
        let link = app.invitation("jo").await;
        let mut browser = app.browser();
        browser.accept(&link).await;
        let jo = app.rows.texts("select id from person").await.remove(0);
        let jo = domain::identity::PersonId::new(jo);
        let mut change = app.services.store.begin().await.expect("a transaction");
        assert!(change.set_password(&jo, "x", app.services.now()).await.expect("stored"));
        change.commit().await.expect("stored");
        assert!(!is_at_setup(&mut browser).await);
        assert_eq!(app.rows.count("invitation").await, 0);
    }

    async fn a_lock_ends_the_link_and_what_it_began(app) {
        app.add_joiner().await;
        let link = app.invitation("jo").await;
        let mut browser = app.browser();
        browser.accept(&link).await;
        let jo = app.rows.texts("select id from person").await.remove(0);
        let mut change = app.services.store.begin().await.expect("a transaction");
        change.lock_password(&domain::identity::PersonId::new(jo), app.services.now()).await.expect("locked");
        change.commit().await.expect("stored");
        assert!(!is_at_setup(&mut browser).await);
        assert!(!works(&app, &link).await);
    }

    async fn a_link_ends_in_its_time_and_its_session_after_half_an_hour(app) {
        app.add_joiner().await;
        let link = app.invitation("jo").await;
        app.clock.advance(72 * 3600 - 1);
        assert!(works(&app, &link).await);
        let mut browser = app.browser();
        assert_eq!(browser.accept(&link).await, "/setup");
        app.clock.advance(1799);
        let turn = browser.get("/setup").await.field("turn").expect("a turn");
        assert_eq!(begin(&mut browser, &turn, Method::Sms).await.location(), "/setup");
        assert!(browser.get("/setup").await.text().contains("Your mobile number"), "no password is asked for");
        app.clock.advance(1);
        assert!(!is_at_setup(&mut browser).await);
        let link = app.invitation("jo").await;
        app.clock.advance(72 * 3600);
        assert!(!works(&app, &link).await);
        assert_eq!(app.browser().accept(&link).await, OVER);
        app.worker.tidy_up().await.expect("tidied up");
        assert_eq!(app.rows.count("invitation").await, 1);
        app.clock.advance(3601);
        app.worker.tidy_up().await.expect("tidied up");
        assert_eq!(app.rows.count("invitation").await, 0);
    }

    async fn no_other_text_is_a_link(app) {
        app.add_joiner().await;
        let link = app.invitation("jo").await;
        let token = link.split("token=").nth(1).expect("a token").to_owned();
        let hash = app.rows.texts("select token from invitation").await.remove(0);
        let id = app.rows.texts("select id from invitation").await.remove(0);
        let long = "x".repeat(8000);
        for typed in ["", " ", "' or 1=1 --", &token[..42], &hash, &id, &token.to_lowercase(), &long, "%00"] {
            let mut browser = app.browser();
            let page = browser.submit("/api/setup/accept", &[("token", typed)]).await;
            assert_eq!(page.location(), OVER, "{typed}");
            assert!(!is_at_setup(&mut browser).await);
        }
        let mut elsewhere = app.browser();
        elsewhere.origin = "https://evil.example".to_owned();
        let page = elsewhere.submit("/api/setup/accept", &[("token", &token)]).await;
        assert_eq!(page.status, 403);
        assert_eq!(app.browser().accept(&link).await, "/setup");
    }

    async fn the_secret_of_a_link_is_nowhere_in_the_database(app) {
        app.add_joiner().await;
        let link = app.invitation("jo").await;
        let token = link.split("token=").nth(1).expect("a token");
        let mut browser = app.browser();
        browser.get(&link).await;
        browser.accept(&link).await;
        for table in TABLES {
            let rows = app.rows.dump(table).await.join("\n");
            assert!(!rows.contains(token), "{table}");
        }
    }

    async fn a_link_cannot_be_used_from_within_somebody_elses_account(app) {
        app.add_joiner().await;
        app.add(Seed::own("kim", "+31612345678")).await;
        let link = app.invitation("jo").await;
        let mut browser = app.signed_in("kim").await;
        let page = browser.get(&link).await.text();
        assert!(page.contains("This link is for jo@wingtip.example"));
        browser.accept(&link).await;
        assert_eq!(browser.get("/account").await.location(), "/signin", "one person a session");
        assert!(browser.get("/setup").await.text().contains("Then you choose your password"));
    }

    async fn what_a_link_registers_passes_the_same_checks(app) {
        app.add_joiner().await;
        app.allow_everything().await;
        app.change_policy(|policy| policy.methods = vec![Method::Email, Method::Questions]).await;
        let link = app.invitation("jo").await;
        let mut browser = app.browser();
        browser.accept(&link).await;
        let mut setup = Setup { app: &app, browser, page: String::new(), turn: String::new() };
        setup.open("/setup").await;
        setup.begin(Method::Totp).await;
        assert!(setup.refuses(domain::refusal::Refusal::MethodUnavailable));
        setup.begin(Method::Email).await;
        setup.address("jo@wingtip.example").await;
        assert!(setup.refuses(domain::refusal::Refusal::AddressOfWork));
        for _ in 0..3 {
            setup.act("leave", &[]).await;
        }
        assert!(app.delivered().await.is_empty());
    }
}

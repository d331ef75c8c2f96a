//! Changing the own password: who may, what is refused, and what ends with it.

use domain::method::Method;
use domain::refusal::Refusal;
use futures::future::join_all;

use crate::on_both_engines;
use crate::support::{Browser, Page, Seed, TestApp};

const OLD: &str = "Old-Password-4711";
const NEW: &str = "brand-New-Wagon-93";
const ACT: &str = "/api/account/change_password";
const ROWS: &str =
    "select detail from audit where act = 'account.change_password' order by opened_at, id";

async fn change(browser: &mut Browser, old: &str, new: &str, repeat: &str) -> Page {
    let fields = [("old_password", old), ("password", new), ("repeat", repeat)];
    browser.submit(ACT, &fields).await
}

/// The text that the form shows after a refusal.
async fn refused(browser: &mut Browser, old: &str, new: &str, repeat: &str) -> String {
    let page = change(browser, old, new, repeat).await;
    assert_eq!(page.location(), "/account/password");
    browser.get("/account/password").await.text()
}

async fn signs_in(app: &TestApp, password: &str) -> bool {
    let fields = [("user_name", "kim"), ("password", password)];
    let page = app.browser().submit("/api/signin/submit", &fields).await;
    page.location() == "/account"
}

async fn hash(app: &TestApp) -> String {
    let hashes = app.rows.texts("select password_hash from person").await;
    hashes.concat()
}

on_both_engines! {
    async fn a_changed_password_is_the_one_that_signs_in(app) {
        app.add(Seed { work_email: Some("kim@wingtip.example"), ..Seed::full("kim") }).await;
        let mut browser = app.signed_in("kim").await;
        let page = browser.get("/account/password").await.text();
        for needed in ["name=\"old_password\"", "name=\"password\"", "name=\"repeat\"", "autocomplete=\"current-password\"", "data-rules=", "<leptos-island"] {
            assert!(page.contains(needed), "{needed}");
        }
        assert_eq!(change(&mut browser, OLD, NEW, NEW).await.location(), "/account");
        let page = browser.get("/account").await.text();
        assert!(page.contains("Your password has been changed") && page.contains("Kim Akers"));
        assert!(signs_in(&app, NEW).await && !signs_in(&app, OLD).await);
        let told: Vec<_> = app.delivered().await.into_iter().map(|message| match message {
            server::delivery::Message::Mail(mail) => (mail.to, mail.subject),
            _ => panic!("a mail was expected"),
        }).collect();
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(|(_, subject)| subject.contains("was changed")), "{told:?}");
        assert_eq!(app.rows.count("password_history").await, 2);
        let rows = app.rows.texts("select outcome from audit where act = 'account.change_password' and subject = (select id from person)").await;
        assert_eq!(rows, ["done"]);
    }

    async fn every_other_session_and_every_reset_ends_and_this_one_goes_on_under_a_new_id(app) {
        app.add(Seed::full("kim")).await;
        let mut half = app.wizard().await;
        half.identify("kim").await;
        half.choose(Method::Email).await;
        let code = app.delivered_code().await;
        let mut proven = app.wizard().await;
        proven.prove("kim", "+31612345678").await;
        let mut elsewhere = app.signed_in("kim").await;
        let mut browser = app.signed_in("kim").await;
        let mut copied = browser.clone();
        change(&mut browser, OLD, NEW, NEW).await;
        assert_eq!(app.delivered().await.len(), 1);
        assert_ne!(browser.cookies["regain"], copied.cookies["regain"]);
        assert_eq!(browser.get("/account").await.status, 200);
        assert_eq!(elsewhere.get("/account").await.location(), "/signin");
        assert_eq!(copied.get("/account").await.location(), "/signin");
        half.code(&code).await;
        assert_eq!(half.notice(), Some(Refusal::NoSession));
        proven.password("another-New-Wagon-94").await;
        assert_eq!(proven.notice(), Some(Refusal::NoSession));
        app.clock.advance(8 * 3600);
        assert_eq!(browser.get("/account").await.location(), "/signin", "the sign-in lasts no longer for it");
    }

    async fn a_session_of_a_sign_in_that_was_under_way_is_worthless(app) {
        app.add(Seed::full("kim")).await;
        let mut late = app.signed_in("kim").await;
        app.rows.change("create table kept as select * from session").await;
        app.clock.advance(1);
        let mut browser = app.signed_in("kim").await;
        change(&mut browser, OLD, NEW, NEW).await;
        app.rows.change("insert into session select * from kept").await;
        assert_eq!(late.get("/account").await.location(), "/signin", "saved after the sessions were ended");
        assert_eq!(browser.get("/account").await.status, 200);
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn wrong_old_passwords_lock_the_page_and_strangers_do_not(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.signed_in("kim").await;
        for _ in 0..10 {
            assert!(refused(&mut browser, "wrong", NEW, NEW).await.contains("not your current password"));
        }
        assert!(refused(&mut browser, OLD, NEW, NEW).await.contains("too many failed tries"), "not even the right one");
        app.clock.advance(60);
        for _ in 0..12 {
            app.browser().submit("/api/signin/submit", &[("user_name", "kim"), ("password", "wrong")]).await;
        }
        assert!(!signs_in(&app, OLD).await, "whoever is not signed in waits");
        assert_eq!(change(&mut browser, OLD, NEW, NEW).await.location(), "/account");
        assert_eq!(app.delivered().await.len(), 1);
        app.clock.advance(3600);
        assert!(signs_in(&app, NEW).await);
    }

    async fn a_hundred_guesses_at_once_count_as_at_most_the_limit(app) {
        app.add(Seed::full("kim")).await;
        let browser = app.signed_in("kim").await;
        let mut copies = vec![browser; 100];
        join_all(copies.iter_mut().map(|browser| change(browser, "wrong", NEW, NEW))).await;
        let wrong = app.rows.number("select count(*) from audit where detail like '%old_password_wrong%'").await;
        let waits = app.rows.number("select count(*) from audit where detail like '%sign_in_wait%'").await;
        assert_eq!((wrong, waits), (10, 90));
    }

    async fn nothing_is_said_about_a_new_password_to_somebody_without_the_old_one(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.password.history = 5).await;
        let mut browser = app.signed_in("kim").await;
        for candidate in [OLD, "x", "brand-New-Wagon-93"] {
            let page = refused(&mut browser, "wrong", candidate, candidate).await;
            assert!(page.contains("not your current password"));
            // The words for the live rules stand in the page, without their numbers.
            for said in ["It is one of your last 5", "too short. Use at least 8", "is the current one"] {
                assert!(!page.contains(said), "{candidate}: {said}");
            }
        }
    }

    async fn each_mistake_has_its_text_and_changes_nothing(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.password.history = 3).await;
        let mut browser = app.signed_in("kim").await;
        let before = hash(&app).await;
        for (old, new, repeat, said) in [
            ("", NEW, NEW, "Type your current password."),
            (OLD, "", "", "Type a password."),
            (OLD, NEW, "brand-New-Wagon-94", "The two passwords are not the same."),
            (OLD, "short", "short", "It is too short. Use at least 8 characters."),
            (OLD, "Kim-Akers-2026-x", "Kim-Akers-2026-x", "Characters 5 to 9 are part of your name"),
            (OLD, OLD, OLD, "The new password is the current one."),
        ] {
            let page = refused(&mut browser, old, new, repeat).await;
            assert!(page.contains(said), "{said}");
            assert!(page.contains("id=\"problem\"") && page.contains("<title>Error: "), "{said}");
            app.clock.advance(1);
        }
        assert_eq!(hash(&app).await, before);
        assert_eq!(app.rows.number("select max(failures) from sign_in_guard").await, 0, "none of these is a guess");
        change(&mut browser, OLD, NEW, NEW).await;
        app.clock.advance(1);
        assert!(refused(&mut browser, NEW, OLD, OLD).await.contains("one of your last 3 passwords"));
        assert_eq!(app.delivered().await.len(), 1);
        let details = app.rows.texts(ROWS).await.join("\n");
        for why in ["old_password_missing", "password_missing", "passwords_differ", "password_refused", "password_unchanged"] {
            assert!(details.contains(why), "{why}");
        }
    }

    async fn another_notation_of_the_same_password_is_the_same(app) {
        app.add(Seed { password: Some("Caf\u{e9}-Wagon-4711"), ..Seed::full("kim") }).await;
        let mut browser = app.browser();
        browser.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "Cafe\u{301}-Wagon-4711")]).await;
        let decomposed = "Cafe\u{301}-Wagon-4711";
        assert!(refused(&mut browser, decomposed, decomposed, decomposed).await.contains("is the current one"));
        change(&mut browser, decomposed, NEW, NEW).await;
        assert!(signs_in(&app, NEW).await);
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn of_a_hundred_changes_at_once_exactly_one_counts(app) {
        app.add(Seed::full("kim")).await;
        let (here, there) = (app.signed_in("kim").await, app.signed_in("kim").await);
        let mut copies: Vec<_> = (0..100).map(|i| if i % 2 == 0 { here.clone() } else { there.clone() }).collect();
        let passwords: Vec<_> = (0..100).map(|i| format!("brand-New-Wagon-{i:03}")).collect();
        // Every one counts as a try before it is compared, so the lock has to be out of the way.
        app.change_policy(|policy| policy.sign_in.failures = 100).await;
        let changes = copies.iter_mut().zip(&passwords).map(|(browser, new)| change(browser, OLD, new, new));
        join_all(changes).await;
        assert_eq!(app.rows.number("select count(*) from audit where act = 'account.change_password' and outcome = 'done'").await, 1);
        assert_eq!(app.rows.number("select count(*) from audit where completed_at is null").await, 0);
        assert_eq!(app.rows.count("password_history").await, 2);
        assert_eq!(app.delivered().await.len(), 1);
        app.clock.advance(86_400);
        let mut right = 0;
        for password in &passwords {
            right += u32::from(signs_in(&app, password).await);
        }
        assert_eq!(right, 1);
    }

    async fn of_a_change_and_a_reset_the_later_one_counts(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.signed_in("kim").await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        wizard.password(NEW).await;
        assert!(wizard.is_done());
        assert_eq!(change(&mut browser, OLD, "another-New-Wagon-94", "another-New-Wagon-94").await.location(), "/signin");
        assert!(signs_in(&app, NEW).await);
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn no_password_is_kept_shown_or_put_into_an_address(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.signed_in("kim").await;
        let (typed, wanted) = ("Typed-Secret-99", "Wanted-Secret-88");
        let page = refused(&mut browser, typed, wanted, wanted).await;
        assert!(!page.contains(typed) && !page.contains(wanted));
        let page = refused(&mut browser, OLD, wanted, typed).await;
        assert!(!page.contains(OLD) && !page.contains(wanted) && !page.contains(typed));
        let kept = app.rows.dump("session").await.concat() + &app.rows.dump("audit").await.concat();
        assert!(!kept.contains("Secret") && !kept.contains(OLD));
        let query = format!("/account/password?old_password={OLD}&password={NEW}&repeat={NEW}");
        let page = browser.get(&query).await.text();
        assert!(!page.contains(NEW), "nothing is taken from an address");
        assert!(signs_in(&app, OLD).await);
    }

    async fn a_failing_database_is_told_as_a_fault_of_ours(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.signed_in("kim").await;
        let before = hash(&app).await;
        app.rows.change("alter table password_history rename to gone").await;
        assert_eq!(change(&mut browser, OLD, NEW, NEW).await.location(), "/account/password?failed");
        assert!(browser.get("/account/password?failed").await.text().contains("The fault is on our side"));
        assert_eq!(hash(&app).await, before);
        assert_eq!(app.rows.texts("select outcome from audit where act = 'account.change_password'").await, ["failed"]);
    }
}

//! What people see of their own audit rows, and "This was not me".

use domain::locale::Locale;
use domain::method::Method;
use domain::refusal::Refusal;
use server::delivery::{Mail, Message};

use crate::on_both_engines;
use crate::support::{Seed, Setup, TestApp, addressed, code_in};

const HELP: &str = "servicedesk@wingtip.example";

async fn mails(app: &TestApp) -> Vec<Mail> {
    let messages = app.delivered().await.into_iter();
    messages
        .map(|message| match message {
            Message::Mail(mail) => mail,
            _ => panic!("a mail was expected"),
        })
        .collect()
}

on_both_engines! {
    async fn the_own_rows_are_told_newest_first_in_the_language_of_the_page(app) {
        app.add(Seed::own("kim", "+31612345678")).await;
        app.add(Seed::own("lee", "+31687654321")).await;
        app.browser().submit("/api/signin/submit", &[("user_name", "kim"), ("password", "wrong")]).await;
        app.clock.advance(3600);
        let mut browser = app.signed_in("kim").await;
        app.signed_in("lee").await.submit("/api/account/sign_out_everywhere", &[]).await;
        let page = browser.get("/account/activity").await.text();
        let done = page.find("<b>Sign-in</b>: done").expect("the sign-in");
        let refused = page.find("<b>Sign-in</b>: refused").expect("the failed try");
        assert!(done < refused, "newest first");
        assert!(page.contains("15 January 2027, 08:00 (UTC+00:00)") && page.contains("15 January 2027, 09:00 (UTC+00:00)"));
        assert!(page.contains("from 192.0.2.1"));
        assert!(!page.contains("Sign-out everywhere"), "nothing of anybody else");
        let page = browser.get("/account/activity?lang=nl").await.text();
        assert!(page.contains("<b>Aanmelding</b>: geweigerd") && page.contains("vanaf 192.0.2.1") && page.contains("15 januari 2027"));
    }

    async fn fifty_rows_are_the_most_and_an_unknown_act_is_something_else(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.signed_in("kim").await;
        for i in 0..60 {
            app.rows.change(&format!(
                "insert into audit (id, tenant_id, correlation_id, act, subject, opened_at, completed_at, outcome) \
                 select 'x{i:02}', 'wingtip', 'c', 'of.tomorrow', id, 1800000001000, 1800000001000, 'interrupted' from person"
            )).await;
        }
        let page = browser.get("/account/activity").await.text();
        assert_eq!(page.matches("<b>Something else</b>: interrupted").count(), 50);
    }

    async fn a_report_ends_sessions_and_resets_tells_everybody_and_leads_to_a_new_password(app) {
        app.add(Seed { work_email: Some("kim@wingtip.example"), ..Seed::full("kim") }).await;
        app.change_policy(|policy| policy.help.email = HELP.to_owned()).await;
        let mut thief = app.wizard().await;
        thief.identify("kim").await;
        thief.choose(Method::Email).await;
        let code = app.delivered_code().await;
        let mut elsewhere = app.signed_in("kim").await;
        let mut browser = app.signed_in("kim").await;
        let before = browser.get("/account/activity").await.text();
        for told in ["Everybody who is signed in to your account is signed out", "Password resets", "your administrator", "choose a new password"] {
            assert!(before.contains(told), "said before it is pressed: {told}");
        }
        let page = browser.submit("/api/account/report", &[]).await;
        assert_eq!(page.location(), "/reset?said=reported&username=kim%40wingtip%2Eexample");
        let target = page.location().to_owned();
        let page = browser.get(&target).await;
        assert!(page.text().contains("the old password does not work any more"));
        assert_eq!(page.field("user_name").as_deref(), Some("kim@wingtip.example"));
        assert_eq!(browser.get("/account").await.location(), "/signin");
        assert_eq!(elsewhere.get("/account").await.location(), "/signin");
        thief.code(&code).await;
        assert_eq!(thief.notice(), Some(Refusal::NoSession));
        let mails = mails(&app).await;
        let mut to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, ["kim@home.example", "kim@wingtip.example", HELP]);
        for mail in &mails {
            let told = if mail.to == HELP { "regain person password" } else { "http://127.0.0.1:8080/setup" };
            assert!(mail.text.contains("the account") && mail.text.contains("locked"), "{}", mail.text);
            assert!(mail.text.contains(told) && mail.html.contains(told), "{}", mail.text);
        }
        let code = app.rows.texts("select correlation_id from audit where act = 'account.report' and outcome = 'done' and subject is not null").await;
        assert_eq!(code.len(), 1);
        assert!(mails.iter().all(|mail| mail.text.contains(&code[0]) && mail.language == Locale::En));
    }

    async fn without_an_administrator_nobody_is_promised_one(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.signed_in("kim").await;
        let page = browser.get("/account/activity").await.text();
        assert!(page.contains("Mails go to the addresses") && !page.contains("to your administrator"));
        browser.submit("/api/account/report", &[]).await;
        let mails = mails(&app).await;
        assert!(matches!(&mails[..], [mail] if mail.to == "kim@home.example"));
    }

    async fn after_a_report_the_old_password_signs_in_no_more_and_a_reset_unlocks(app) {
        app.add(Seed::full("kim")).await;
        app.signed_in("kim").await.submit("/api/account/report", &[]).await;
        assert!(matches!(&mails(&app).await[..], [mail] if mail.to == "kim@home.example"));
        let old = [("user_name", "kim"), ("password", "Old-Password-4711")];
        let mut thief = app.browser();
        assert_eq!(thief.submit("/api/signin/submit", &old).await.location(), "/signin");
        app.clock.advance(7 * 24 * 3600);
        assert_eq!(thief.submit("/api/signin/submit", &old).await.location(), "/signin", "no wait ends it");
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.pass_mail().await;
        wizard.pass_text("+31612345678").await;
        wizard.password("brand-New-Wagon-93").await;
        let new = [("user_name", "kim"), ("password", "brand-New-Wagon-93")];
        assert_eq!(app.browser().submit("/api/signin/submit", &new).await.location(), "/account");
    }

    async fn what_a_thief_registered_goes_with_a_report_and_what_is_older_stays(app) {
        let kim = app.add(Seed::full("kim")).await;
        app.give_authenticator(&kim).await;
        app.give_answers(&kim).await;
        app.clock.advance(31 * 24 * 3600);
        let mut thief = Setup::of(&app, "kim").await;
        thief.register_address("thief@away.example").await;
        thief.begin(Method::Sms).await;
        thief.number("+31 6 99999999").await;
        thief.code(&app.delivered_code().await).await;
        assert!(thief.says("Added"), "{}", thief.page);
        app.delivered().await;

        let mut owner = app.signed_in("kim").await;
        let page = owner.get("/account/activity").await.text();
        assert!(page.contains("in the last 30 days is removed"), "{page}");
        owner.submit("/api/account/report", &[]).await;
        assert!(mails(&app).await.iter().all(|mail| mail.text.contains("in the last 30 days was removed")));
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        let sent = app.delivered().await;
        assert_eq!(addressed(&sent), ["kim@home.example"]);
        wizard.code(&code_in(&sent[0])).await;
        wizard.choose(Method::Sms).await;
        wizard.number("+31 6 99999999").await;
        assert_eq!(wizard.notice(), Some(Refusal::NumberMismatch));
        wizard.number("+31612345678").await;
        wizard.code(&app.delivered_code().await).await;
        assert!(wizard.at_password());
        assert_eq!(app.rows.number("select count(*) from authenticator").await, 1);
        assert_eq!(app.rows.number("select count(*) from question_answer").await, 5);
    }

    async fn where_policy_says_so_a_report_forgets_nothing(app) {
        let kim = app.add(Seed::full("kim")).await;
        app.give_authenticator(&kim).await;
        app.change_policy(|policy| policy.registration.report_forgets_days = 0).await;
        let mut owner = app.signed_in("kim").await;
        let page = owner.get("/account/activity").await.text();
        assert!(page.contains("Was it not you?") && !page.contains("is removed"));
        owner.submit("/api/account/report", &[]).await;
        assert!(mails(&app).await.iter().all(|mail| !mail.text.contains("was removed")));
        assert_eq!(app.rows.number("select count(*) from authenticator").await, 1);
    }

    async fn a_sign_in_that_was_under_way_during_the_report_is_worth_nothing(app) {
        app.add(Seed::full("kim")).await;
        let mut thief = app.signed_in("kim").await;
        assert_eq!(thief.get("/account").await.status, 200);
        app.rows.change("update person set password_hash = null").await;
        assert_eq!(thief.get("/account").await.location(), "/signin");
        assert!(thief.get("/setup").await.location().starts_with("/signin"));
    }

    async fn reports_one_after_the_other_do_not_flood_the_administrator(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.help.email = HELP.to_owned()).await;
        let hashes = app.rows.texts("select password_hash from person").await;
        for _ in 0..5 {
            let mut browser = app.signed_in("kim").await;
            browser.submit("/api/account/report", &[]).await;
            assert_eq!(browser.get("/account").await.location(), "/signin", "each one ends the sessions");
            app.rows.change(&format!("update person set password_hash = '{}'", hashes[0])).await;
        }
        assert_eq!(mails(&app).await.len(), 2 * 3);
    }
}

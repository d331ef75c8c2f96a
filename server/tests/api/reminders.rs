//! Mails before a password is too old: each once, whoever writes them.

use futures::future::join_all;
use server::delivery::Message;

use crate::on_both_engines;
use crate::support::{PASSWORD, Seed, TestApp, rule};

const DAY: u32 = 86_400;

async fn ninety_days(app: &TestApp) {
    app.change_policy(|policy| policy.password.max_age_days = 90)
        .await;
}

/// One pass of the worker; gives whom it wrote to, with the days in the subject.
async fn told(app: &TestApp) -> Vec<(String, String)> {
    app.worker.tidy_up().await.expect("tidied up");
    let messages = app.delivered().await;
    let mut told: Vec<_> = messages
        .into_iter()
        .map(|message| match message {
            Message::Mail(mail) => (mail.to, mail.subject),
            other => panic!("{other:?}"),
        })
        .collect();
    told.sort();
    told
}

async fn days_told(app: &TestApp) -> Vec<String> {
    let all = told(app).await.into_iter();
    all.map(|(_, subject)| {
        subject
            .rsplit("expires ")
            .next()
            .unwrap_or_default()
            .to_owned()
    })
    .collect()
}

on_both_engines! {
    async fn each_reminder_is_written_once_to_every_address(app) {
        app.add(Seed { work_email: Some("kim@wingtip.example"), ..Seed::full("kim") }).await;
        ninety_days(&app).await;
        app.clock.advance(76 * DAY - 1);
        assert!(told(&app).await.is_empty());
        app.clock.advance(3600);
        let first = told(&app).await;
        let subject = "Your password for Wingtip Toys expires in 14 days".to_owned();
        assert_eq!(first, [("kim@home.example".to_owned(), subject.clone()), ("kim@wingtip.example".to_owned(), subject)]);
        for _ in 0..3 {
            app.clock.advance(DAY);
            assert!(told(&app).await.is_empty());
        }
        app.clock.advance(4 * DAY);
        assert_eq!(days_told(&app).await, ["in 7 days", "in 7 days"]);
        app.clock.advance(6 * DAY);
        assert_eq!(days_told(&app).await, ["within a day", "within a day"]);
        app.clock.advance(DAY);
        assert!(told(&app).await.is_empty(), "it is too old now, which sign-in says");
    }

    async fn several_processes_write_one_mail(app) {
        for (account, mobile) in [("kim", "+31612345678"), ("lee", "+31687654321"), ("jo", "+31611111111")] {
            app.add(Seed::own(account, mobile)).await;
        }
        ninety_days(&app).await;
        app.clock.advance(80 * DAY);
        let (second, third) = (app.beside(|_| {}).await, app.beside(|_| {}).await);
        let workers = [&app.worker, &second.worker, &third.worker];
        for _ in 0..3 {
            for passed in join_all(workers.map(|worker| worker.tidy_up())).await {
                passed.expect("tidied up");
            }
            // As if each had taken the chore.
            app.rows.change("delete from chore").await;
        }
        assert_eq!(app.delivered().await.len(), 3);
    }

    async fn a_portal_that_was_down_writes_the_last_mail_alone(app) {
        app.add(Seed::full("kim")).await;
        ninety_days(&app).await;
        app.clock.advance(89 * DAY);
        assert_eq!(days_told(&app).await, ["within a day"]);
        app.clock.advance(3600);
        assert!(told(&app).await.is_empty());
    }

    async fn a_new_password_begins_anew(app) {
        app.add(Seed::full("kim")).await;
        ninety_days(&app).await;
        app.clock.advance(80 * DAY);
        assert_eq!(days_told(&app).await.len(), 1);
        let mut browser = app.signed_in("kim").await;
        let fields = [("old_password", PASSWORD), ("password", "brand-New-Wagon-93"), ("repeat", "brand-New-Wagon-93")];
        browser.submit("/api/account/change_password", &fields).await;
        app.delivered().await;
        app.clock.advance(75 * DAY);
        assert!(told(&app).await.is_empty());
        app.clock.advance(DAY);
        assert_eq!(days_told(&app).await, ["in 14 days"]);
    }

    async fn nobody_is_told_whom_it_does_not_concern(app) {
        app.add(Seed { disabled: true, ..Seed::full("gone") }).await;
        app.add(Seed { password: None, ..Seed::full("jo") }).await;
        app.add(Seed::full("given")).await;
        app.rows.change("update person set password_must_change = 1 where account = 'given'").await;
        ninety_days(&app).await;
        app.clock.advance(80 * DAY);
        assert!(told(&app).await.is_empty());
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.notifications.password_expiry_days.clear()).await;
        app.clock.advance(80 * DAY);
        assert!(told(&app).await.is_empty(), "policy wants none");
        app.change_policy(|policy| {
            policy.notifications.password_expiry_days = vec![30];
            policy.password.max_age_days = 0;
        }).await;
        app.clock.advance(3600);
        assert!(told(&app).await.is_empty(), "nothing grows old");
    }

    async fn the_rule_of_a_persons_group_decides(app) {
        app.add(Seed { groups: vec!["Strict"], ..Seed::own("kim", "+31612345678") }).await;
        app.add(Seed::own("lee", "+31687654321")).await;
        app.change_policy(|policy| {
            policy.password.max_age_days = 365;
            policy.groups = vec![rule("Strict", "password = { max_age_days = 30 }")];
        }).await;
        app.clock.advance(20 * DAY);
        let whom: Vec<_> = told(&app).await.into_iter().map(|(to, _)| to).collect();
        assert_eq!(whom, ["kim@home.example"]);
        app.clock.advance(340 * DAY);
        let whom: Vec<_> = told(&app).await.into_iter().map(|(to, _)| to).collect();
        assert_eq!(whom, ["lee@home.example"]);
    }

    async fn the_link_leads_by_the_sign_in_page_to_the_change(app) {
        app.add(Seed::full("kim")).await;
        ninety_days(&app).await;
        app.clock.advance(80 * DAY);
        app.worker.tidy_up().await.expect("tidied up");
        let messages = app.delivered().await;
        assert!(matches!(&messages[..], [Message::Mail(mail)] if mail.text.contains("http://127.0.0.1:8080/signin?next=password\n")));
        let mut browser = app.browser();
        let next = browser.get("/signin?next=password").await.field("next").expect("kept");
        let fields = [("user_name", "kim"), ("password", PASSWORD), ("next", &next)];
        assert_eq!(browser.submit("/api/signin/submit", &fields).await.location(), "/account/password");
    }
}

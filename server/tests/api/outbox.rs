//! Messages on their way: retried, given up, wiped, and never sent twice.

use domain::method::Method;
use futures::future::join_all;
use server::delivery::DeliveryFault;
use server::worker::Worker;

use crate::on_both_engines;
use crate::support::{Seed, TestApp, Wizard};

fn busy() -> DeliveryFault {
    DeliveryFault::Transient("the hop is busy".to_owned())
}

async fn asks(app: &TestApp) -> Wizard<'_> {
    app.add(Seed::full("kim")).await;
    let mut wizard = app.wizard().await;
    wizard.identify("kim").await;
    app.delivered().await;
    wizard.choose(Method::Email).await;
    wizard
}

async fn states(app: &TestApp) -> Vec<String> {
    app.rows
        .texts("select state from outbox where kind = 'mail'")
        .await
}

on_both_engines! {
    async fn a_transient_fault_is_retried_with_growing_waits(app) {
        let mut wizard = asks(&app).await;
        for wait in [2, 4, 8, 16] {
            app.mailbox.fail_next(busy());
            assert!(app.delivered().await.is_empty());
            assert_eq!(states(&app).await, ["waiting"]);
            app.clock.advance(wait - 1);
            assert!(app.delivered().await.is_empty(), "not before its time");
            app.clock.advance(1);
        }
        let code = app.delivered_code().await;
        assert_eq!(states(&app).await, ["done"]);
        wizard.code(&code).await;
        assert_eq!(wizard.notice(), None);
    }

    async fn after_seven_tries_a_message_is_given_up_and_wiped(app) {
        asks(&app).await;
        for _ in 0..7 {
            app.mailbox.fail_next(busy());
            assert!(app.delivered().await.is_empty());
            app.clock.advance(121);
        }
        assert_eq!(states(&app).await, ["failed"]);
        assert_eq!(app.rows.texts("select sealed from outbox where kind = 'mail'").await, [""]);
        app.clock.advance(86_400);
        assert!(app.delivered().await.is_empty());
    }

    async fn a_permanent_fault_is_given_up_at_once_and_wiped(app) {
        asks(&app).await;
        app.mailbox.fail_next(DeliveryFault::Permanent("no such mailbox".to_owned()));
        assert!(app.delivered().await.is_empty());
        assert_eq!(states(&app).await, ["failed"]);
        assert_eq!(app.rows.texts("select sealed from outbox where kind = 'mail'").await, [""]);
    }

    async fn what_waits_is_sealed_and_what_was_sent_is_wiped(app) {
        asks(&app).await;
        let waiting = app.rows.texts("select sealed from outbox where state = 'waiting'").await;
        assert!(waiting.len() == 1 && waiting[0].len() > 100);
        assert!(!waiting[0].contains("kim@") && !waiting[0].contains("code"));
        app.delivered().await;
        assert_eq!(app.rows.number("select count(*) from outbox where sealed <> ''").await, 0);
    }

    async fn a_sealed_message_opens_in_its_own_row_alone(app) {
        asks(&app).await;
        app.rows.change("update outbox set id = 'another-row' where state = 'waiting'").await;
        assert!(app.delivered().await.is_empty());
        assert_eq!(states(&app).await, ["failed"]);
    }

    async fn several_workers_send_each_message_once(app) {
        app.change_policy(|policy| policy.limits.sends_per_address.max = 1000).await;
        for n in 0..30 {
            let account: &str = Box::leak(format!("p{n}").into_boxed_str());
            app.add(Seed::own(account, "+31612345678")).await;
            let mut wizard = app.wizard().await;
            wizard.identify(account).await;
            wizard.choose(Method::Email).await;
        }
        let workers: Vec<_> = (0..4).map(|_| Worker::new(app.services.clone(), app.mailbox.clone())).collect();
        for done in join_all(workers.iter().map(Worker::deliver_due)).await {
            done.expect("the worker works");
        }
        let mut sent: Vec<_> = app.mailbox.take().into_iter().map(|message| match message {
            server::delivery::Message::Mail(mail) => mail.to,
            _ => panic!("a mail was expected"),
        }).collect();
        assert_eq!(sent.len(), 30);
        sent.sort();
        sent.dedup();
        assert_eq!(sent.len(), 30);
    }

    async fn a_message_under_a_lease_belongs_to_one_worker_until_it_ends(app) {
        asks(&app).await;
        let now = app.services.now();
        let taken = app.services.store.lease_messages(now.plus_seconds(120), now).await;
        assert_eq!(taken.expect("the store answers").len(), 1);
        app.clock.advance(119);
        assert!(app.delivered().await.is_empty());
        app.clock.advance(1);
        assert_eq!(app.delivered().await.len(), 1, "a worker that died does not keep it");
    }

    async fn a_void_message_is_finished_without_being_carried(app) {
        let mut wizard = app.wizard().await;
        wizard.identify("ghost").await;
        wizard.choose(Method::Email).await;
        app.mailbox.fail_next(busy());
        assert!(app.delivered().await.is_empty());
        assert_eq!(app.rows.number("select count(*) from outbox where state = 'done' and attempts = 1").await, 2);
        asks(&app).await;
        assert!(app.delivered().await.is_empty(), "the fault that nobody met so far");
        app.clock.advance(2);
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn a_message_that_was_abandoned_with_its_change_never_existed(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        app.delivered().await;
        let rows = app.rows.count("outbox").await;
        wizard.act_at(99, "choose", &[("method", "email")]).await;
        assert_eq!(app.rows.count("outbox").await, rows);
    }
}

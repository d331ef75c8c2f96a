//! Transactions: all or nothing, and nobody waits for one that is gone.

use domain::method::Method;
use domain::throttle::Limit;
use futures::FutureExt as _;

use crate::on_both_engines;
use crate::support::Seed;

const ONCE: Limit = Limit::new(1, 60);
/// More than there are connections.
const OFTEN: usize = 25;

on_both_engines! {
    async fn a_change_that_is_dropped_never_happened_and_holds_nobody_up(app) {
        let (store, now) = (&app.services.store, app.services.now());
        for _ in 0..OFTEN {
            let mut change = store.begin().await.expect("a transaction");
            assert!(change.take("key", ONCE, now).await.expect("the store answers"));
            drop(change);
        }
        assert!(store.take("key", ONCE, now).await.expect("the store answers"));
        assert!(!store.take("key", ONCE, now).await.expect("the store answers"));
    }

    async fn an_abandoned_change_never_happened_and_its_connection_is_used_again(app) {
        let (store, now) = (&app.services.store, app.services.now());
        for _ in 0..OFTEN {
            let mut change = store.begin().await.expect("a transaction");
            assert!(change.take("key", ONCE, now).await.expect("the store answers"));
            change.abandon().await.expect("undone");
        }
        assert!(store.take("key", ONCE, now).await.expect("the store answers"));
    }

    async fn a_change_with_a_message_wakes_the_worker_and_another_one_does_not(app) {
        let woken = || app.services.store.posted().now_or_never().is_some();
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        app.delivered().await;
        woken();
        wizard.choose(Method::Email).await;
        assert!(woken());
        wizard.code("000000").await;
        assert!(!woken());
        app.delivered().await;
    }
}

//! A hundred requests at once count as one after the other.

use std::future::Future;

use futures::future::join_all;

use crate::on_both_engines;
use crate::support::{Browser, Page, Seed, Wizard};

const CHANGED: &str =
    "select count(*) from audit where act = 'reset.set_password' and outcome = 'done'";
const NEW: &str = "brand-New-Wagon-93";

/// The same form from a hundred copies of one browser.
async fn hundredfold(wizard: &Wizard<'_>, act: &str, fields: &[(&str, &str)]) -> Vec<Page> {
    let turn = wizard.turn.to_string();
    let fields: Vec<_> = [("turn", turn.as_str())]
        .into_iter()
        .chain(fields.iter().copied())
        .collect();
    let path = format!("/api/reset/{act}");
    let mut copies: Vec<Browser> = vec![wizard.browser.clone(); 100];
    all_at_once(
        copies
            .iter_mut()
            .map(|browser| browser.call(&path, &fields)),
    )
    .await
}

async fn all_at_once<F: Future<Output = Page>>(calls: impl Iterator<Item = F>) -> Vec<Page> {
    let pages = join_all(calls).await;
    for page in &pages {
        assert_eq!(page.status, 200, "{}", page.text());
    }
    pages
}

on_both_engines! {
    async fn a_new_password_is_set_and_told_once(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        hundredfold(&wizard, "set_password", &[("password", NEW), ("repeat", NEW)]).await;
        assert_eq!(app.rows.number(CHANGED).await, 1);
        assert_eq!(app.rows.count("password_history").await, 2, "the first password and this one");
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn two_proven_resets_of_one_person_set_one_password(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.limits.texts.max = 100).await;
        for round in 0..6 {
            let mut one = app.wizard().await;
            one.prove("kim", "+31612345678").await;
            app.clock.advance(700);
            let mut two = app.wizard().await;
            two.prove("kim", "+31612345678").await;
            let (of_one, of_two) = (one.turn.to_string(), two.turn.to_string());
            let done = app.rows.number(CHANGED).await;
            let mut calls = Vec::new();
            for (wizard, turn) in [(&one, &of_one), (&two, &of_two), (&one, &of_one), (&two, &of_two)] {
                let mut browser = wizard.browser.clone();
                let password = format!("brand-New-Wagon-9{round}");
                calls.push(async move {
                    browser.call("/api/reset/set_password", &[("turn", turn), ("password", &password), ("repeat", &password)]).await
                });
            }
            all_at_once(calls.into_iter()).await;
            assert_eq!(app.rows.number(CHANGED).await, done + 1, "the other one was revoked");
            assert_eq!(app.delivered().await.len(), 1);
            app.clock.advance(3600);
        }
    }

    async fn sends_stay_bounded(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.limits.mails.max = 4).await;
        let mut tabs = Vec::new();
        for _ in 0..12 {
            let mut wizard = app.wizard().await;
            wizard.identify("kim").await;
            tabs.push(wizard);
        }
        let mut copies: Vec<(Browser, String)> = Vec::new();
        for _ in 0..8 {
            copies.extend(tabs.iter().map(|tab| (tab.browser.clone(), tab.turn.to_string())));
        }
        let calls = copies.iter_mut().map(|(browser, turn)| {
            let turn = turn.clone();
            async move { browser.call("/api/reset/choose", &[("turn", &turn), ("method", "email")]).await }
        });
        all_at_once(calls).await;
        assert_eq!(app.delivered().await.len(), 4);
    }

    async fn wrong_passwords_lock_at_the_limit(app) {
        app.add(Seed::full("kim")).await;
        let mut copies: Vec<Browser> = (0..100).map(|_| app.browser()).collect();
        let fields = [("user_name", "kim"), ("password", "wrong")];
        join_all(copies.iter_mut().map(|browser| browser.submit("/api/signin/submit", &fields))).await;
        let compared = "select count(*) from audit where act = 'sign_in' and detail like '%sign_in_failed%'";
        assert_eq!(app.rows.number(compared).await, 10);
    }
}

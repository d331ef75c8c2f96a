//! What may be sent is bounded per person, number, prefix, address, tenant and country; no refresh,
//! resend or second browser gets around it.

use std::net::IpAddr;

use domain::method::Method;
use domain::policy::Limits;
use domain::refusal::Refusal;
use domain::throttle::Limit;

use crate::on_both_engines;
use crate::support::{Seed, TestApp, Wizard};

async fn limited(app: &TestApp, change: impl FnOnce(&mut Limits)) {
    app.change_policy(|policy| change(&mut policy.limits)).await;
}

/// Asks for a text in a fresh browser from an address, and says whether it was sent.
async fn text_is_sent(app: &TestApp, account: &str, number: &str, address: u8) -> bool {
    let mut wizard = app.wizard().await;
    wizard
        .browser
        .peer
        .set_ip(IpAddr::from([203, 0, 113, address]));
    wizard.identify(account).await;
    wizard.choose(Method::Sms).await;
    wizard.number(number).await;
    let sent = app.delivered().await.len();
    assert_eq!(
        wizard.notice(),
        (sent == 0).then_some(Refusal::TooManySends)
    );
    sent == 1
}

async fn mails_of(wizard: &mut Wizard<'_>, tries: usize) -> usize {
    for _ in 0..tries {
        wizard.app.clock.advance(31);
        wizard.act("resend", &[]).await;
        wizard.browser.get("/reset").await;
    }
    wizard.app.delivered().await.len()
}

on_both_engines! {
    async fn a_person_gets_ten_mails_in_ten_minutes(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        assert_eq!(mails_of(&mut wizard, 15).await, 10);
        assert_eq!(wizard.notice(), Some(Refusal::TooManySends));
        let mut other = app.wizard().await;
        other.identify("kim").await;
        other.choose(Method::Email).await;
        assert_eq!(other.notice(), Some(Refusal::TooManySends), "nor in another challenge");
        app.clock.advance(600);
        let mut later = app.wizard().await;
        later.identify("kim").await;
        later.choose(Method::Email).await;
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn a_person_gets_five_texts_in_an_hour(app) {
        app.add(Seed::full("kim")).await;
        limited(&app, |limits| limits.number_checks.max = 100).await;
        let mut sent = 0;
        for address in 0..9 {
            sent += usize::from(text_is_sent(&app, "kim", "+31612345678", address).await);
        }
        assert_eq!(sent, 5);
    }

    async fn a_number_that_several_people_share_gets_five_texts_in_an_hour(app) {
        let mut sent = 0;
        for (account, address) in ["ann", "ben", "cas", "dan", "eva", "fay", "gus"].into_iter().zip(1..) {
            app.add(Seed::own(account, "+31612345678")).await;
            sent += usize::from(text_is_sent(&app, account, "+31612345678", address).await);
        }
        assert_eq!(sent, 5);
    }

    async fn a_country_prefix_is_capped(app) {
        limited(&app, |limits| limits.texts_per_prefix = Limit::new(2, 3600)).await;
        for (account, number) in [("ann", "+31610000001"), ("ben", "+31610000002"), ("cas", "+31610000003"), ("dan", "+4915100000004")] {
            app.add(Seed::own(account, number)).await;
        }
        assert!(text_is_sent(&app, "ann", "+31610000001", 1).await);
        assert!(text_is_sent(&app, "ben", "+31610000002", 2).await);
        assert!(!text_is_sent(&app, "cas", "+31610000003", 3).await);
        assert!(text_is_sent(&app, "dan", "+4915100000004", 4).await, "another country is not held up");
    }

    async fn a_tenant_is_capped_by_the_day(app) {
        limited(&app, |limits| limits.texts_per_tenant = Limit::new(2, 86_400)).await;
        for (account, number) in [("ann", "+31610000001"), ("ben", "+4915100000002"), ("cas", "+33610000003")] {
            app.add(Seed::own(account, number)).await;
        }
        assert!(text_is_sent(&app, "ann", "+31610000001", 1).await);
        assert!(text_is_sent(&app, "ben", "+4915100000002", 2).await);
        assert!(!text_is_sent(&app, "cas", "+33610000003", 3).await);
        app.clock.advance(86_400);
        assert!(text_is_sent(&app, "cas", "+33610000003", 3).await);
    }

    async fn a_network_address_is_capped_over_all_names(app) {
        limited(&app, |limits| limits.sends_per_address = Limit::new(3, 3600)).await;
        for account in ["ann", "ben", "cas", "dan"] {
            app.add(Seed::own(account, "+31612345678")).await;
        }
        let mut sent = 0;
        for account in ["ann", "ghost", "ben", "cas", "dan"] {
            let mut wizard = app.wizard().await;
            wizard.identify(account).await;
            wizard.choose(Method::Email).await;
            sent += app.delivered().await.len();
        }
        assert_eq!(sent, 2, "a decoy counts like a person");
    }

    async fn names_tried_from_one_address_are_capped(app) {
        app.add(Seed::full("kim")).await;
        limited(&app, |limits| limits.names_per_address = Limit::new(3, 3600)).await;
        for name in ["a1", "a2", "kim"] {
            let mut wizard = app.wizard().await;
            wizard.identify(name).await;
            assert_eq!(wizard.notice(), None);
        }
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        assert_eq!(wizard.notice(), Some(Refusal::TooManyNames));
        let mut elsewhere = app.wizard().await;
        elsewhere.browser.peer.set_ip(IpAddr::from([203, 0, 113, 7]));
        elsewhere.identify("kim").await;
        assert_eq!(elsewhere.notice(), None);
    }

    async fn texts_go_to_the_listed_countries_alone(app) {
        limited(&app, |limits| limits.countries = vec!["31".to_owned(), "49".to_owned()]).await;
        app.add(Seed::own("ann", "+31610000001")).await;
        app.add(Seed::own("ben", "+4915100000002")).await;
        app.add(Seed::own("cas", "+88213000003")).await;
        assert!(text_is_sent(&app, "ann", "+31610000001", 1).await);
        assert!(text_is_sent(&app, "ben", "+4915100000002", 2).await);
        assert!(!text_is_sent(&app, "cas", "+88213000003", 3).await);
    }

    async fn reloading_and_going_back_send_nothing_again(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let before = wizard.turn;
        wizard.choose(Method::Email).await;
        for _ in 0..20 {
            wizard.browser.get("/reset").await;
            wizard.act_at(before, "choose", &[("method", "email")]).await;
            assert_eq!(wizard.notice(), Some(Refusal::Moved));
            wizard.act("resend", &[]).await;
            assert!(matches!(wizard.notice(), Some(Refusal::ResendTooSoon { seconds: 1..=30 })));
        }
        for _ in 0..5 {
            wizard.act("other_method", &[]).await;
            wizard.choose(Method::Email).await;
        }
        assert_eq!(app.delivered().await.len(), 1);
    }
}

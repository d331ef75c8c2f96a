//! Guessing is bounded per account, whatever the number of browsers, addresses and codes.

use std::net::IpAddr;

use domain::method::Method;
use domain::refusal::Refusal;

use crate::on_both_engines;
use crate::support::{Seed, TestApp, Wizard};

const WRONG: &str =
    "select count(*) from audit where act = 'reset.enter_code' and detail like '%\"method\"%'";

async fn from(app: &TestApp, address: u8) -> Wizard<'_> {
    let mut wizard = app.wizard().await;
    wizard
        .browser
        .peer
        .set_ip(IpAddr::from([203, 0, 113, address]));
    wizard
}

on_both_engines! {
    async fn hundreds_of_guesses_from_everywhere_are_compared_five_times(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.limits.mails.max = 100_000).await;
        let mut browsers = Vec::new();
        for address in 0..15 {
            let mut wizard = from(&app, address).await;
            wizard.identify("kim").await;
            wizard.choose(Method::Email).await;
            browsers.push((wizard, app.delivered_code().await));
        }
        for guess in 0..20 {
            for (wizard, _) in &mut browsers {
                wizard.code(&format!("9999{guess:02}")).await;
            }
        }
        assert_eq!(app.rows.number(WRONG).await, 5, "300 guesses, five compared");
        for (wizard, right) in &mut browsers {
            wizard.code(right).await;
            assert_eq!(wizard.notice(), Some(Refusal::Locked));
        }
        let passed = "select count(*) from audit where detail like '%\"gate\"%'";
        assert_eq!(app.rows.number(passed).await, 0);
    }

    async fn a_locked_person_is_sent_no_code_to_guess(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.fail_until_locked().await;
        app.delivered().await;
        for address in 0..10 {
            let mut wizard = from(&app, address).await;
            wizard.identify("kim").await;
            wizard.choose(Method::Email).await;
            wizard.code("000000").await;
        }
        let told = app.delivered().await;
        assert_eq!(told.len(), 1, "only the mail that says that the account is locked, once");
    }

    async fn a_new_code_gives_no_new_tries(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        for _ in 0..4 {
            wizard.code("000000").await;
            assert_eq!(wizard.notice(), Some(Refusal::CodeWrong));
            app.clock.advance(31);
            wizard.act("resend", &[]).await;
            assert_eq!(wizard.notice(), None);
        }
        wizard.code("000000").await;
        assert_eq!(wizard.notice(), Some(Refusal::Locked));
        assert_eq!(app.delivered().await.len(), 5);
    }

    async fn a_lock_lasts_a_day_from_the_last_try_and_success_forgives_before_it(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        for _ in 0..4 {
            wizard.code("000000").await;
        }
        let code = app.delivered_code().await;
        wizard.code(&code).await;
        wizard.pass_text("+31612345678").await;
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done());
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        app.clock.advance(60);
        wizard.fail_until_locked().await;
        app.delivered().await;
        app.clock.advance(86_399);
        let mut early = app.wizard().await;
        early.identify("kim").await;
        early.choose(Method::Email).await;
        assert!(app.delivered().await.iter().all(|message| format!("{message:?}").contains("Mail")));
        app.clock.advance(86_401);
        let mut late = app.wizard().await;
        late.prove("kim", "+31612345678").await;
    }

    async fn numbers_cannot_be_tried_out(app) {
        app.add(Seed::full("kim")).await;
        for address in 0..5 {
            let mut wizard = from(&app, address).await;
            wizard.identify("kim").await;
            wizard.choose(Method::Sms).await;
            wizard.number(&format!("+3161234560{address}")).await;
            assert_eq!(wizard.notice(), Some(Refusal::NumberMismatch));
        }
        let mut wizard = from(&app, 9).await;
        wizard.identify("kim").await;
        wizard.choose(Method::Sms).await;
        wizard.number("+31612345678").await;
        assert_eq!(wizard.notice(), Some(Refusal::TooManyNumbers), "even the right one");
        assert!(app.delivered().await.is_empty());
        app.clock.advance(3600);
        let mut wizard = from(&app, 10).await;
        wizard.identify("kim").await;
        wizard.choose(Method::Sms).await;
        wizard.number("+31612345678").await;
        assert_eq!(app.delivered().await.len(), 1);
    }
}

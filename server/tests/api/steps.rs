//! The wizard as people use it: back, reload, two tabs, cancel, too late, too early.

use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::StepView;

use crate::on_both_engines;
use crate::support::{Seed, Wizard};

const NUMBER: &str = "+31612345678";
const NEW: &str = "brand-New-Wagon-93";

/// The same cookies in a second tab, which loads the page afresh.
async fn second_tab<'a>(wizard: &Wizard<'a>) -> Wizard<'a> {
    let mut browser = wizard.browser.clone();
    let page = browser.get("/reset").await;
    let turn = page
        .field("turn")
        .expect("a turn")
        .parse()
        .expect("a number");
    Wizard {
        app: wizard.app,
        browser,
        turn,
        view: None,
    }
}

on_both_engines! {
    async fn a_reload_shows_the_same_step_at_every_step(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        for marker in ["value=\"email\"", "value=\"sms\""] {
            assert!(wizard.browser.get("/reset").await.text().contains(marker), "{marker}");
        }
        wizard.choose(Method::Email).await;
        let code = app.delivered_code().await;
        for _ in 0..2 {
            assert!(wizard.browser.get("/reset").await.text().contains("name=\"code\""));
        }
        wizard.code(&code).await;
        wizard.pass_text(NUMBER).await;
        assert!(wizard.browser.get("/reset?username=somebody").await.text().contains("name=\"password\""));
        wizard.password(NEW).await;
        let done = wizard.browser.get("/reset").await.text();
        assert!(!done.contains("name=\"password\""));
        assert_eq!(app.delivered().await.len(), 1);
        assert!(wizard.browser.get("/reset").await.text().contains("/signin"), "done stays done");
    }

    async fn a_form_of_an_earlier_step_changes_nothing_and_shows_the_current_one(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let choosing = wizard.turn;
        wizard.pass_mail().await;
        wizard.choose(Method::Sms).await;
        let here = wizard.turn;
        for (act, field) in [("choose", ("method", "email")), ("enter_code", ("code", "000000")), ("resend", ("x", "")), ("other_method", ("x", "")), ("new_puzzle", ("x", ""))] {
            wizard.act_at(choosing, act, &[field]).await;
            assert_eq!(wizard.notice(), Some(Refusal::Moved), "{act}");
            assert!(matches!(wizard.step(), StepView::ConfirmNumber { .. }), "{act}");
            assert_eq!(wizard.turn, here, "{act}");
        }
        assert!(app.delivered().await.is_empty());
    }

    async fn two_tabs_share_one_reset(app) {
        app.add(Seed::full("kim")).await;
        let mut first = app.wizard().await;
        first.identify("kim").await;
        let mut second = second_tab(&first).await;
        first.choose(Method::Email).await;
        let code = app.delivered_code().await;
        second.choose(Method::Sms).await;
        assert_eq!(second.notice(), Some(Refusal::Moved));
        assert!(matches!(second.step(), StepView::EnterCode { .. }), "the other tab's step");
        second.code(&code).await;
        assert_eq!(second.notice(), None);
        first.browser.cookies = second.browser.cookies.clone();
        first.code(&code).await;
        assert_eq!(first.notice(), Some(Refusal::Moved));
        assert!(matches!(first.step(), StepView::Choose { gate: 2, .. }));
        assert_eq!(first.support_code(), second.support_code());
    }

    async fn a_used_code_is_refused(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        let code = app.delivered_code().await;
        wizard.code(&code).await;
        wizard.choose(Method::Sms).await;
        wizard.number(NUMBER).await;
        app.delivered().await;
        wizard.code(&code).await;
        assert_eq!(wizard.notice(), Some(Refusal::CodeWrong), "a mail's code does not pass the text's gate");
        assert!(!wizard.at_password());
    }

    async fn a_passed_method_is_gone_from_the_list(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.pass_mail().await;
        let StepView::Choose { offers, gate: 2 } = wizard.step() else { panic!("{:?}", wizard.step()) };
        assert_eq!(offers.iter().map(|offer| offer.method).collect::<Vec<_>>(), [Method::Sms]);
        wizard.choose(Method::Email).await;
        assert_eq!(wizard.notice(), Some(Refusal::MethodUnavailable));
        assert!(app.delivered().await.is_empty());
    }

    async fn a_code_lives_five_minutes_and_the_newest_one_counts(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        let first = app.delivered_code().await;
        wizard.act("resend", &[]).await;
        assert_eq!(wizard.notice(), Some(Refusal::ResendTooSoon { seconds: 30 }));
        app.clock.advance(29);
        wizard.act("resend", &[]).await;
        assert_eq!(wizard.notice(), Some(Refusal::ResendTooSoon { seconds: 1 }));
        app.clock.advance(1);
        wizard.act("resend", &[]).await;
        let second = app.delivered_code().await;
        wizard.code(&first).await;
        assert_eq!(wizard.notice(), Some(Refusal::CodeWrong));
        app.clock.advance(300);
        wizard.code(&second).await;
        assert_eq!(wizard.notice(), Some(Refusal::CodeExpired));
        wizard.act("resend", &[]).await;
        app.clock.advance(299);
        let third = app.delivered_code().await;
        wizard.code(&format!(" {}-{} ", &third[..3], &third[3..])).await;
        assert_eq!(wizard.notice(), None, "blanks and dashes do not matter");
    }

    async fn a_reset_lasts_fifteen_minutes(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.pass_mail().await;
        wizard.pass_text(NUMBER).await;
        let hash = app.rows.texts("select password_hash from person").await;
        app.clock.advance(900);
        wizard.password(NEW).await;
        assert_eq!(wizard.notice(), Some(Refusal::Expired));
        assert!(matches!(wizard.step(), StepView::Stopped));
        assert_eq!(app.rows.texts("select password_hash from person").await, hash);
        assert!(wizard.browser.get("/reset").await.text().contains("start_over"));
        wizard.browser.submit("/api/reset/start_over", &[("turn", "0")]).await;
        assert!(wizard.browser.get("/reset").await.text().contains("name=\"captcha\""));
    }

    async fn cancelling_ends_the_reset_at_every_step_also_from_an_old_page(app) {
        app.add(Seed::full("kim")).await;
        for depth in 0..5 {
            app.clock.advance(3600);
            let mut wizard = app.wizard().await;
            for step in 0..depth {
                match step {
                    0 => drop(wizard.identify("kim").await),
                    1 => wizard.pass_mail().await,
                    2 => drop(wizard.choose(Method::Sms).await),
                    _ => drop(wizard.number(NUMBER).await),
                }
            }
            app.delivered().await;
            let mut old = wizard.browser.clone();
            let page = wizard.browser.submit("/api/reset/cancel", &[("turn", "0")]).await;
            assert_eq!(page.location(), "/signin");
            assert!(wizard.browser.get("/reset").await.text().contains("name=\"captcha\""), "{depth}");
            let page = old.get("/reset").await.text();
            assert!(page.contains("name=\"captcha\""), "the other tab begins anew too");
        }
    }

    async fn starting_over_answers_the_living_page_with_the_first_step(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let before = wizard.support_code();
        wizard.act("start_over", &[]).await;
        assert!(matches!(wizard.step(), StepView::Identify { .. }), "{:?}", wizard.step());
        assert_ne!(wizard.support_code(), before);
        assert_eq!(wizard.notice(), None);
    }

    async fn a_form_without_a_session_says_so_and_begins_anew(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.browser.cookies.clear();
        wizard.act("choose", &[("method", "email")]).await;
        assert_eq!(wizard.notice(), Some(Refusal::NoSession));
        assert!(matches!(wizard.step(), StepView::Identify { .. }));
    }

    async fn one_gate_is_enough_where_policy_says_so(app) {
        app.add(Seed { mobile: None, ..Seed::full("kim") }).await;
        app.change_policy(|policy| policy.gates = 1).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.pass_mail().await;
        wizard.password(NEW).await;
        assert!(wizard.is_done());
        app.delivered().await;
    }
}

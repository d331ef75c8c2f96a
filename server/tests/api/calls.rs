//! Proving by a telephone call.

use domain::call::CallOutcome;
use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::StepView;
use futures::future::join_all;
use server::calls::{CallDesk, Heard};
use server::delivery::{DeliveryFault, Message};

use crate::on_both_engines;
use crate::support::{Seed, TestApp};

const NUMBER: &str = "+31612345678";
const PASSED: &str = "select count(*) from audit where detail like '%\"gate\"%'";

fn desk(app: &TestApp) -> CallDesk {
    CallDesk::new(app.services.clone())
}

async fn press(app: &TestApp, call: &str, key: char) {
    let heard = desk(app).heard(call, Heard::Pressed(key)).await;
    heard.expect("the store answers");
}

async fn kim(app: &TestApp) {
    app.allow_everything().await;
    app.add(Seed::full("kim")).await;
}

on_both_engines! {
    async fn a_key_in_the_call_moves_the_reset_on(app) {
        kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        assert_eq!(call.to, NUMBER);
        assert!(matches!(wizard.step(), StepView::Call { rings: true, .. }));
        press(&app, &call.id, '#').await;
        let page = wizard.look().await;
        assert!(page.text().contains("/api/reset/choose"), "{}", page.text());
        wizard.pass_mail().await;
        assert!(wizard.at_password(), "{:?}", wizard.view);
    }

    async fn only_the_complete_number_is_called(app) {
        kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::MobileCall).await;
        wizard.number("+31600000000").await;
        assert_eq!(wizard.notice(), Some(Refusal::NumberMismatch));
        assert!(app.delivered().await.is_empty());
    }

    async fn a_name_that_leads_nowhere_makes_nothing_ring(app) {
        kim(&app).await;
        for name in ["nobody", "somebody", "anybody", "everybody", "noone"] {
            let mut wizard = app.wizard().await;
            wizard.identify(name).await;
            let StepView::Choose { offers, .. } = wizard.step() else {
                panic!("{:?}", wizard.step());
            };
            if offers.iter().any(|offer| offer.method == Method::MobileCall) {
                wizard.choose(Method::MobileCall).await;
                wizard.number(NUMBER).await;
                assert_eq!(wizard.notice(), Some(Refusal::NumberMismatch));
            }
        }
        assert!(app.delivered().await.is_empty());
    }

    async fn a_hundred_presses_at_once_are_one_proof(app) {
        kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        let desk = desk(&app);
        let presses = (0..100).map(|_| desk.heard(&call.id, Heard::Pressed('#')));
        for pressed in join_all(presses).await {
            pressed.expect("the store answers");
        }
        assert_eq!(app.rows.number(PASSED).await, 1);
    }

    async fn each_end_is_told_on_the_page_and_a_call_can_follow(app) {
        kim(&app).await;
        let ends = [
            (CallOutcome::Busy, "busy"),
            (CallOutcome::NoAnswer, "Nobody answered"),
            (CallOutcome::NoKey, "voicemail"),
            (CallOutcome::Unreachable, "could not be made"),
        ];
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let mut call = wizard.ring(NUMBER).await;
        for (outcome, words) in ends {
            desk(&app).ended(&call.id, outcome).await.expect("ended");
            let page = wizard.look().await.text();
            assert!(page.contains(words), "{outcome:?}: {page}");
            assert!(!page.contains("http-equiv=\"refresh\""), "it has stopped ringing");
            wizard.act("resend", &[]).await;
            call = app.placed().await;
        }
    }

    async fn five_wrong_keys_lock_like_five_wrong_codes(app) {
        kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let mut call = wizard.ring(NUMBER).await;
        for n in 1..=5 {
            for _ in 0..3 {
                press(&app, &call.id, '1').await;
            }
            let page = wizard.look().await.text();
            if n == 5 {
                assert!(page.contains("Try again in 24 hours") || page.contains("24"), "{page}");
                break;
            }
            assert!(page.contains("Another key"), "{page}");
            wizard.act("resend", &[]).await;
            call = app.placed().await;
        }
        let mut again = app.wizard().await;
        again.identify("kim").await;
        again.choose(Method::MobileCall).await;
        again.number(NUMBER).await;
        assert_eq!(again.notice(), Some(Refusal::NumberMismatch), "a locked name is a decoy");
        for message in app.delivered().await {
            assert!(matches!(message, Message::Mail(_)));
        }
    }

    async fn a_report_ends_the_reset_and_tells_the_person_and_the_administrator(app) {
        kim(&app).await;
        app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned()).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        press(&app, &call.id, '9').await;
        let page = wizard.look().await.text();
        assert!(page.contains("did not ask for this"), "{page}");
        let mut told: Vec<String> = app
            .delivered()
            .await
            .into_iter()
            .map(|message| match message {
                Message::Mail(mail) => mail.to,
                other => panic!("{other:?}"),
            })
            .collect();
        told.sort();
        assert_eq!(told, ["help@wingtip.example", "kim@home.example"]);
        assert_eq!(app.rows.number("select count(*) from audit where detail like '%\"locked\":true%'").await, 1);
    }

    async fn a_key_pressed_after_the_person_went_elsewhere_proves_nothing(app) {
        kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        wizard.act("other_method", &[]).await;
        press(&app, &call.id, '#').await;
        assert_eq!(app.rows.number(PASSED).await, 0);
    }

    async fn a_call_of_a_reset_that_is_over_is_worth_nothing(app) {
        kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        wizard.act("cancel", &[]).await;
        press(&app, &call.id, '#').await;
        assert_eq!(app.rows.number(PASSED).await, 0);
    }

    async fn a_call_that_cannot_be_made_says_so_at_once(app) {
        kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::MobileCall).await;
        wizard.number(NUMBER).await;
        app.mailbox.fail_next(DeliveryFault::Permanent("no line".to_owned()));
        assert!(app.delivered().await.is_empty());
        let page = wizard.look().await.text();
        assert!(page.contains("could not be made"), "{page}");
    }

    async fn a_call_that_nobody_waits_for_any_more_is_not_made(app) {
        kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::MobileCall).await;
        wizard.number(NUMBER).await;
        app.clock.advance(150);
        assert!(app.delivered().await.is_empty());
    }

    async fn the_session_has_another_id_once_the_key_was_pressed(app) {
        kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        let before = wizard.browser.cookies.clone();
        press(&app, &call.id, '#').await;
        wizard.look().await;
        let after = wizard.browser.cookies.clone();
        assert_ne!(before, after);
        wizard.look().await;
        assert_eq!(after, wizard.browser.cookies, "and keeps it");
    }

    async fn a_page_without_scripts_looks_by_itself_while_it_rings(app) {
        kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.ring(NUMBER).await;
        let page = wizard.look().await.text();
        assert!(page.contains("http-equiv=\"refresh\" content=\"3;url=/reset\""), "{page}");
    }

    async fn a_page_that_waits_is_told_when_the_reset_moves_on(app) {
        kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        let events = format!("/api/reset/call?turn={}", wizard.turn);
        let waits = wizard.browser.get(&events);
        let (events, ()) = tokio::join!(waits, press(&app, &call.id, '#'));
        assert!(events.text().contains("event: moved"), "{}", events.text());
    }

    async fn calls_and_texts_are_counted_apart(app) {
        kim(&app).await;
        app.change_policy(|policy| policy.limits.texts_per_number.max = 1).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Sms).await;
        wizard.number(NUMBER).await;
        app.delivered_code().await;
        wizard.act("other_method", &[]).await;
        let call = wizard.ring(NUMBER).await;
        desk(&app).ended(&call.id, CallOutcome::NoAnswer).await.expect("ended");
        wizard.look().await;
        wizard.act("resend", &[]).await;
        assert_eq!(wizard.notice(), Some(Refusal::TooManySends));
    }
}

//! What a telephone call must not prove, and whom it must not reach.

use domain::call::CallOutcome;
use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::StepView;
use futures::future::join_all;
use server::calls::Heard;
use server::delivery::Message;

use crate::on_both_engines;

const NUMBER: &str = "+31612345678";
const PASSED: &str = "select count(*) from audit where detail like '%\"gate\"%'";

on_both_engines! {
    async fn only_the_complete_number_is_called(app) {
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::MobileCall).await;
        wizard.number("+31600000000").await;
        assert_eq!(wizard.notice(), Some(Refusal::NumberMismatch));
        assert!(app.delivered().await.is_empty());
    }

    async fn a_name_that_leads_nowhere_makes_nothing_ring(app) {
        app.with_kim_who_can_be_called().await;
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
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        let desk = app.calls();
        let presses = (0..100).map(|_| desk.heard(&call.id, Heard::Pressed('#')));
        for pressed in join_all(presses).await {
            pressed.expect("the store answers");
        }
        assert_eq!(app.rows.number(PASSED).await, 1);
    }

    async fn five_wrong_keys_lock_like_five_wrong_codes(app) {
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let mut call = wizard.ring(NUMBER).await;
        for n in 1..=5 {
            for _ in 0..3 {
                app.press(&call.id, '1').await;
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

    async fn a_key_pressed_after_the_person_went_elsewhere_proves_nothing(app) {
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        wizard.act("other_method", &[]).await;
        app.press(&call.id, '#').await;
        assert_eq!(app.rows.number(PASSED).await, 0);
    }

    async fn a_call_of_a_reset_that_is_over_is_worth_nothing(app) {
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        wizard.act("cancel", &[]).await;
        app.press(&call.id, '#').await;
        assert_eq!(app.rows.number(PASSED).await, 0);
    }

    async fn the_session_has_another_id_with_the_first_form_after_the_key(app) {
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        let before = wizard.browser.cookies.clone();
        app.press(&call.id, '#').await;
        wizard.look().await;
        assert_eq!(before, wizard.browser.cookies, "another tab may look at the same time");
        wizard.choose(Method::Email).await;
        let after = wizard.browser.cookies.clone();
        assert_ne!(before, after);
        app.delivered_code().await;
        wizard.act("other_method", &[]).await;
        assert_eq!(after, wizard.browser.cookies, "and keeps it");
    }

    async fn each_reset_of_a_session_gets_an_id_of_its_own_after_its_call(app) {
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        for _ in 0..2 {
            wizard.identify("kim").await;
            let call = wizard.ring(NUMBER).await;
            app.press(&call.id, '#').await;
            wizard.look().await;
            let before = wizard.browser.cookies.clone();
            wizard.choose(Method::Email).await;
            assert_ne!(before, wizard.browser.cookies);
            app.delivered_code().await;
            wizard.act("cancel", &[]).await;
            wizard.look().await;
        }
    }

    async fn calls_and_texts_are_counted_apart(app) {
        app.with_kim_who_can_be_called().await;
        app.change_policy(|policy| policy.limits.texts_per_number.max = 1).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Sms).await;
        wizard.number(NUMBER).await;
        app.delivered_code().await;
        wizard.act("other_method", &[]).await;
        let call = wizard.ring(NUMBER).await;
        app.calls().ended(&call.id, CallOutcome::NoAnswer).await.expect("ended");
        wizard.look().await;
        wizard.act("resend", &[]).await;
        assert_eq!(wizard.notice(), Some(Refusal::TooManySends));
    }
}

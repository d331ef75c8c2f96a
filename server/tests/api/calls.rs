//! Proving by a telephone call.

use domain::call::{CallOutcome, Line, Prompt};
use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::StepView;
use server::calls::Heard;
use server::delivery::{DeliveryFault, Message};

use crate::on_both_engines;

const NUMBER: &str = "+31612345678";
const PROVEN: &str = "select count(*) from audit where detail like '%\"gate\"%'";

on_both_engines! {
    async fn a_key_in_the_call_moves_the_reset_on(app) {
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        assert_eq!(call.to, NUMBER);
        assert!(matches!(wizard.step(), StepView::Call { rings: true, .. }));
        app.press(&call.id, '#').await;
        let page = wizard.look().await;
        assert!(page.text().contains("/api/reset/choose"), "{}", page.text());
        wizard.pass_mail().await;
        assert!(wizard.at_password(), "{:?}", wizard.view);
    }

    async fn each_end_is_told_on_the_page_and_a_call_can_follow(app) {
        app.with_kim_who_can_be_called().await;
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
            app.calls().ended(&call.id, outcome).await.expect("ended");
            let page = wizard.look().await.text();
            assert!(page.contains(words), "{outcome:?}: {page}");
            assert!(!page.contains("http-equiv=\"refresh\""), "it has stopped ringing");
            wizard.act("resend", &[]).await;
            call = app.placed().await;
        }
    }

    async fn a_call_that_there_was_no_line_for_costs_nobody_a_call(app) {
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let mut call = wizard.ring(NUMBER).await;
        for _ in 0..9 {
            app.calls().ended(&call.id, CallOutcome::NoLine).await.expect("ended");
            let page = wizard.look().await.text();
            assert!(page.contains("We cannot call you just now"), "{page}");
            wizard.act("resend", &[]).await;
            call = app.placed().await;
        }
        app.press(&call.id, '#').await;
        assert_eq!(app.rows.number(PROVEN).await, 1);
    }

    async fn a_report_ends_the_reset_and_tells_the_person_and_the_administrator(app) {
        app.with_kim_who_can_be_called().await;
        app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned()).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        app.press(&call.id, '9').await;
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

    async fn a_call_that_cannot_be_made_says_so_at_once(app) {
        app.with_kim_who_can_be_called().await;
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
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::MobileCall).await;
        wizard.number(NUMBER).await;
        app.clock.advance(150);
        assert!(app.delivered().await.is_empty());
    }

    async fn a_page_without_scripts_looks_by_itself_while_it_rings(app) {
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.ring(NUMBER).await;
        let page = wizard.look().await.text();
        assert!(page.contains("http-equiv=\"refresh\" content=\"3;url=/reset\""), "{page}");
    }

    async fn a_page_that_waits_is_told_when_the_reset_moves_on(app) {
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        let events = format!("/api/reset/call?turn={}", wizard.turn);
        let waits = wizard.browser.get(&events);
        let (events, ()) = tokio::join!(waits, app.press(&call.id, '#'));
        // Browsers tell nobody of an event without data.
        assert!(events.text().contains("event: moved\ndata: "), "{}", events.text());
    }

    async fn the_telephone_at_the_desk_is_a_line_of_its_own(app) {
        app.with_kim_who_can_be_called().await;
        app.rows.change("insert into contact (person_id, kind, value) select id, 'office_phone', '+31205550100' from person").await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        app.press(&call.id, '#').await;
        wizard.look().await;
        wizard.choose(Method::OfficeCall).await;
        wizard.number("+31205550100").await;
        let call = app.placed().await;
        assert_eq!(call.to, "+31205550100");
        app.press(&call.id, '#').await;
        let page = wizard.look().await.text();
        assert!(page.contains("/api/reset/set_password"), "{page}");
    }

    async fn a_desk_behind_an_extension_is_called_whether_it_is_typed_or_not(app) {
        app.with_kim_who_can_be_called().await;
        app.rows.change("insert into contact (person_id, kind, value) select id, 'office_phone', '+31205550100x12' from person").await;
        let mut proven = 0;
        for (typed, known) in [("+31205550100", true), ("+31 20 555 0100 x12", true), ("+31205550100x13", false), ("x12", false)] {
            let mut wizard = app.wizard().await;
            wizard.identify("kim").await;
            wizard.choose(Method::OfficeCall).await;
            wizard.number(typed).await;
            if !known {
                assert!(matches!(wizard.notice(), Some(Refusal::NumberMismatch | Refusal::NumberMalformed)), "{typed}");
                assert!(app.delivered().await.is_empty(), "{typed}");
                continue;
            }
            let call = app.placed().await;
            assert_eq!((&*call.to, call.extension.as_deref()), ("+31205550100", Some("12")), "{typed}");
            for _ in 0..4 {
                let line = app.calls().heard(&call.id, Heard::Silence).await.expect("the store answers");
                assert_eq!(line, Some(Line::Say(Prompt::Ask)), "it may still ring at the desk");
            }
            app.press(&call.id, '#').await;
            proven += 1;
            assert_eq!(app.rows.number(PROVEN).await, proven, "{typed}");
        }
    }

    async fn a_number_of_ones_own_is_called_without_its_extension(app) {
        app.with_kim_who_can_be_called().await;
        app.rows.change("update contact set value = '+31612345678x12' where value = '+31612345678'").await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        assert_eq!((&*call.to, call.extension), (NUMBER, None), "keys are for exchanges of the organisation");
    }

    async fn a_mobile_and_a_desk_of_one_number_are_one_proof(app) {
        app.with_kim_who_can_be_called().await;
        app.rows.change("insert into contact (person_id, kind, value) select id, 'office_phone', '+31612345678x12' from person").await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        app.press(&call.id, '#').await;
        wizard.look().await;
        wizard.choose(Method::OfficeCall).await;
        assert_eq!(wizard.notice(), Some(Refusal::MethodUnavailable));
    }
}

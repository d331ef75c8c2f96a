//! What a telephone call must not confirm.

use domain::call::CallOutcome;
use domain::method::Method;
use domain::refusal::Refusal;
use futures::future::join_all;
use server::calls::Heard;

use crate::on_both_engines;
use crate::support::{KNOWN, PASSWORD, Seed, Setup, addressed, registered_numbers};

const NUMBER: &str = "+31687654321";
const DONE: &str = "select count(*) from audit where act = 'setup.call_ended' and outcome = 'done'";

on_both_engines! {
    async fn a_hundred_presses_at_once_are_one_registration(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        let call = setup.ring(NUMBER).await;
        let desk = app.calls();
        let presses = (0..100).map(|_| desk.heard(&call.id, Heard::Pressed('#')));
        for pressed in join_all(presses).await {
            pressed.expect("the store answers");
        }
        assert_eq!(app.rows.number(DONE).await, 1);
        assert_eq!(registered_numbers(&app).await, [NUMBER]);
        assert_eq!(addressed(&app.delivered().await), KNOWN, "and one word of it");
        assert_eq!(app.rows.number("select count(*) from audit where completed_at is null").await, 0);
    }

    async fn an_earlier_call_does_not_confirm_another_number(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        let own = setup.ring(NUMBER).await;
        setup.act("back", &[]).await;
        setup.act("call_number", &[("number", "+31600000001")]).await;
        let others = app.placed().await;
        app.press(&own.id, '#').await;
        assert!(registered_numbers(&app).await.is_empty());
        setup.look().await;
        assert!(setup.says("id=\"ringing\""), "the other one still rings: {}", setup.page);
        setup.act("leave", &[]).await;
        app.press(&others.id, '#').await;
        assert!(registered_numbers(&app).await.is_empty(), "nobody waits for it");
    }

    async fn the_call_of_another_person_or_another_browser_moves_nothing(app) {
        app.with_kim_who_can_be_called().await;
        app.add(Seed::own("lee", "+31600000002")).await;
        let mut lees = Setup::of(&app, "lee").await;
        let lees_call = lees.ring("+31600000001").await;
        let mut other = Setup::of(&app, "kim").await;
        let others_call = other.ring("+31600000003").await;
        other.act("leave", &[]).await;
        let mut kims = Setup::of(&app, "kim").await;
        kims.ring(NUMBER).await;
        let turn = kims.turn.clone();
        app.press(&lees_call.id, '#').await;
        app.press(&others_call.id, '#').await;
        assert_eq!(registered_numbers(&app).await, ["+31600000001"]);
        kims.look().await;
        assert_eq!(kims.turn, turn);
        assert!(kims.says("id=\"ringing\""));
        let events = format!("/api/setup/call?turn={turn}");
        let lees_view = lees.browser.get(&events).await;
        assert!(lees_view.text().contains("event: moved"), "another's enrolment is not listened to");
        app.delivered().await;
    }

    async fn the_call_of_a_reset_confirms_no_number_and_the_other_way_round(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        let setups = setup.ring(NUMBER).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let resets = wizard.ring("+31612345678").await;
        app.press(&resets.id, '#').await;
        assert!(registered_numbers(&app).await.is_empty());
        assert_eq!(app.rows.number("select count(*) from audit where detail like '%\"gate\":1%'").await, 1);
        app.press(&setups.id, '#').await;
        assert_eq!(registered_numbers(&app).await, [NUMBER]);
        assert_eq!(app.rows.number("select count(*) from audit where detail like '%\"gate\":2%'").await, 0);
        app.delivered().await;
    }

    async fn a_key_after_the_sign_in_ended_confirms_nothing(app) {
        app.with_kim_who_can_be_called().await;
        for end in ["/api/signin/out", "/api/account/sign_out_everywhere"] {
            let mut setup = Setup::of(&app, "kim").await;
            let call = setup.ring(NUMBER).await;
            setup.browser.submit(end, &[]).await;
            app.press(&call.id, '#').await;
            assert!(registered_numbers(&app).await.is_empty(), "{end}");
        }
        for (lock, open) in [
            ("update person set disabled = 1", "update person set disabled = 0"),
            ("update session set expires_at = 1", "update session set expires_at = 1"),
        ] {
            app.clock.advance(3600);
            let mut setup = Setup::of(&app, "kim").await;
            let call = setup.ring(NUMBER).await;
            app.rows.change(lock).await;
            app.press(&call.id, '#').await;
            app.rows.change(open).await;
            assert!(registered_numbers(&app).await.is_empty(), "{lock}");
        }
    }

    async fn a_key_after_the_password_was_changed_elsewhere_confirms_nothing(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        let call = setup.ring(NUMBER).await;
        let mut owner = app.signed_in("kim").await;
        let new = "brand-New-Wagon-93";
        let fields = [("old_password", PASSWORD), ("password", new), ("repeat", new)];
        owner.submit("/api/account/change_password", &fields).await;
        app.press(&call.id, '#').await;
        assert!(registered_numbers(&app).await.is_empty());
        app.delivered().await;
    }

    async fn a_key_after_the_invitation_ended_confirms_nothing(app) {
        app.add_joiner().await;
        app.allow_everything().await;
        let mut setup = Setup::invited(&app).await;
        let call = setup.ring(NUMBER).await;
        app.invitation("jo").await;
        app.press(&call.id, '#').await;
        assert!(registered_numbers(&app).await.is_empty());
    }

    async fn a_report_counts_also_after_whoever_asked_has_gone(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        let call = setup.ring("+31600000001").await;
        setup.act("leave", &[]).await;
        setup.browser.submit("/api/signin/out", &[]).await;
        app.press(&call.id, '9').await;
        assert_eq!(app.delivered().await.len(), 1, "the person is told");
        let mut again = Setup::of(&app, "kim").await;
        again.begin(Method::Email).await;
        assert!(again.refuses(Refusal::Locked));
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        assert_eq!(app.delivered().await.len(), 1, "resets are locked too: that is told, and no code is sent");
    }

    async fn many_reports_write_one_letter(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        let first = setup.ring("+31600000001").await;
        setup.act("back", &[]).await;
        setup.act("call_number", &[("number", "+31600000002")]).await;
        let second = app.placed().await;
        let desk = app.calls();
        let report = |id| desk.heard(id, Heard::Pressed('9'));
        let reports = [&first.id, &second.id, &first.id, &second.id].map(|id| report(id));
        for reported in join_all(reports).await {
            reported.expect("the store answers");
        }
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn wrong_keys_lock_like_wrong_codes(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        let mut call = setup.ring(NUMBER).await;
        for n in 1..=5 {
            for _ in 0..3 {
                app.press(&call.id, '1').await;
            }
            setup.look().await;
            if n == 5 {
                assert!(setup.refuses(Refusal::Locked), "{}", setup.page);
                break;
            }
            assert!(setup.refuses(Refusal::CallWrongKey), "{}", setup.page);
            setup.act("resend", &[]).await;
            call = app.placed().await;
        }
    }

    async fn calls_are_capped_for_a_person_in_every_browser_and_under_the_shared_caps(app) {
        app.with_kim_who_can_be_called().await;
        let mut calls = 0;
        for n in 0..9 {
            let mut setup = Setup::of(&app, "kim").await;
            setup.begin(Method::Sms).await;
            setup.act("call_number", &[("number", &format!("+3161000000{n}"))]).await;
            let placed = app.delivered().await.len();
            assert_eq!(placed == 0, setup.refuses(Refusal::TooManySends), "{}", setup.page);
            calls += placed;
        }
        assert_eq!(calls, 5);
        app.clock.advance(3600);
        app.change_policy(|policy| policy.limits.countries = vec!["31".to_owned()]).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        setup.act("call_number", &[("number", "+88213000003")]).await;
        assert!(setup.refuses(Refusal::NumberCountry), "{}", setup.page);
        assert!(app.delivered().await.is_empty());
    }

    async fn a_call_that_there_was_no_line_for_costs_nobody_a_call(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        let mut call = setup.ring(NUMBER).await;
        for _ in 0..9 {
            app.calls().ended(&call.id, CallOutcome::NoLine).await.expect("ended");
            setup.look().await;
            assert!(setup.refuses(Refusal::CallNoLine), "{}", setup.page);
            setup.act("resend", &[]).await;
            call = app.placed().await;
        }
    }

    async fn an_extension_of_a_mobile_number_is_refused_and_not_ignored(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        for act in ["number", "call_number"] {
            setup.act(act, &[("number", "+31 20 555 0199 x12")]).await;
            assert!(setup.refuses(Refusal::NumberExtension), "{act}: {}", setup.page);
            assert!(setup.says("value=\"+31 20 555 0199 x12\""), "what was typed stays");
        }
        assert!(app.delivered().await.is_empty());
    }

    async fn a_stale_form_places_no_call(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        let old = setup.turn.clone();
        setup.act("call_number", &[("number", NUMBER)]).await;
        app.placed().await;
        for (turn, act) in [(old, "call_number"), (setup.turn.clone(), "call_number"), ("99".to_owned(), "resend")] {
            let page = setup.send(&turn, act, &[("number", NUMBER)]).await;
            assert_eq!(page.location(), "/setup?said=moved", "{act}");
        }
        setup.act("resend", &[]).await;
        assert!(app.delivered().await.is_empty(), "the one that rings is waited for");
    }
}

//! Confirming a number by a telephone call.

use domain::call::CallOutcome;
use domain::locale::Locale;
use domain::method::Method;
use domain::policy::Policy;
use domain::refusal::Refusal;
use server::delivery::{CallRequest, DeliveryFault, Message};

use crate::on_both_engines;
use crate::support::{
    KNOWN, SID, Seed, Setup, action, addressed, registered_numbers, with_twilio, without_calls,
};

const NUMBER: &str = "+31687654321";

impl Setup<'_> {
    /// Asks for a call, which is placed.
    pub(crate) async fn ring(&mut self, number: &str) -> CallRequest {
        self.begin(Method::Sms).await;
        self.act("call_number", &[("number", number)]).await;
        self.app.placed().await
    }

    /// The page as it is now.
    pub(crate) async fn look(&mut self) {
        self.open("/setup").await;
    }
}

on_both_engines! {
    async fn a_number_is_confirmed_by_a_key_in_the_call_and_used_by_a_reset(app) {
        app.with_kim_who_can_be_called().await;
        app.change_policy(|policy| policy.gates = 1).await;
        let mut setup = Setup::of(&app, "kim").await;
        let call = setup.ring(NUMBER).await;
        assert_eq!(call.to, NUMBER);
        assert!(setup.says("Answer your telephone") && setup.says("+31687654321"), "{}", setup.page);
        app.press(&call.id, '#').await;
        setup.look().await;
        assert!(setup.says("Added: Mobile phone"), "{}", setup.page);
        assert_eq!(addressed(&app.delivered().await), KNOWN, "as with a text");
        assert_eq!(registered_numbers(&app).await, [NUMBER]);
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        app.press(&call.id, '#').await;
        let page = wizard.look().await.text();
        assert!(page.contains("/api/reset/set_password"), "{page}");
    }

    async fn the_call_speaks_the_language_of_its_person(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        assert_eq!(setup.ring(NUMBER).await.language, Locale::En, "nobody knows: that of the page");
        app.rows.change("update person set language = 'nl'").await;
        let mut setup = Setup::of(&app, "kim").await;
        assert_eq!(setup.ring(NUMBER).await.language, Locale::Nl);
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        assert_eq!(wizard.ring("+31612345678").await.language, Locale::Nl);
    }

    async fn the_form_has_the_ways_that_policy_allows(app) {
        app.with_kim_who_can_be_called().await;
        for (methods, text, call) in [
            (vec![Method::Sms], true, false),
            (vec![Method::MobileCall], false, true),
            (vec![Method::Sms, Method::MobileCall], true, true),
        ] {
            app.change_policy(|policy: &mut Policy| {
                policy.gates = 1;
                policy.methods = methods;
            }).await;
            let mut setup = Setup::of(&app, "kim").await;
            setup.begin(Method::Sms).await;
            assert_eq!(setup.says("action=\"/api/setup/number\""), text, "{}", setup.page);
            assert_eq!(setup.says("action=\"/api/setup/call_number\""), call, "{}", setup.page);
            for (act, allowed) in [("number", text), ("call_number", call)] {
                setup.act(act, &[("number", NUMBER)]).await;
                assert_eq!(app.delivered().await.len(), usize::from(allowed), "{act}");
                assert_eq!(setup.refuses(Refusal::MethodUnavailable), !allowed, "{act}");
                setup.act("leave", &[]).await;
                setup.begin(Method::Sms).await;
            }
        }
    }

    async fn each_end_is_told_on_the_page_and_a_call_can_follow(app) {
        app.with_kim_who_can_be_called().await;
        app.change_policy(|policy| policy.limits.texts_per_number.max = 9).await;
        let ends = [
            (CallOutcome::Busy, Refusal::CallBusy),
            (CallOutcome::NoAnswer, Refusal::CallUnanswered),
            (CallOutcome::NoKey, Refusal::CallNoKey),
            (CallOutcome::Unreachable, Refusal::CallFailed),
        ];
        let mut setup = Setup::of(&app, "kim").await;
        let mut call = setup.ring(NUMBER).await;
        for (outcome, why) in ends {
            app.calls().ended(&call.id, outcome).await.expect("ended");
            setup.look().await;
            assert!(setup.refuses(why), "{outcome:?}: {}", setup.page);
            assert!(!setup.says("http-equiv=\"refresh\""), "it has stopped ringing");
            setup.act("resend", &[]).await;
            call = app.placed().await;
        }
        app.clock.advance(150);
        setup.look().await;
        assert!(setup.refuses(Refusal::CallUnanswered), "nobody told how it ended");
    }

    async fn a_call_that_cannot_be_made_says_so_at_once(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        setup.act("call_number", &[("number", NUMBER)]).await;
        app.mailbox.fail_next(DeliveryFault::Permanent("no line".to_owned()));
        assert!(app.delivered().await.is_empty());
        setup.look().await;
        assert!(setup.refuses(Refusal::CallFailed), "{}", setup.page);
    }

    async fn a_number_that_is_none_makes_nothing_ring(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        for (typed, why) in [("", Refusal::NumberMissing), ("0612", Refusal::NumberMalformed)] {
            setup.act("call_number", &[("number", typed)]).await;
            assert!(setup.refuses(why), "{typed}");
        }
        assert!(app.delivered().await.is_empty());
    }

    async fn a_page_without_scripts_looks_by_itself_and_one_with_them_knows_where_to_listen(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        let call = setup.ring(NUMBER).await;
        assert!(setup.says("http-equiv=\"refresh\" content=\"3;url=/setup\""), "{}", setup.page);
        let turn = &setup.turn;
        assert!(setup.page.contains(&format!("data-turn=\"{turn}\"")));
        assert!(setup.says("data-events=\"/api/setup/call?turn=\""));
        let events = format!("/api/setup/call?turn={turn}");
        let waits = setup.browser.get(&events);
        let (events, ()) = tokio::join!(waits, app.press(&call.id, '#'));
        assert!(events.text().contains("event: moved\ndata: "), "{}", events.text());
        app.delivered().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.ring(NUMBER).await;
        let page = wizard.look().await.text();
        assert!(page.contains("data-events=\"/api/reset/call?turn=\""), "{page}");
    }

    async fn a_guest_confirms_a_number_by_a_call(app) {
        app.add_joiner().await;
        app.allow_everything().await;
        let mut setup = Setup::invited(&app).await;
        let call = setup.ring(NUMBER).await;
        app.press(&call.id, '#').await;
        setup.look().await;
        assert!(setup.says("Added: Mobile phone"), "{}", setup.page);
        assert_eq!(registered_numbers(&app).await, [NUMBER]);
        app.delivered().await;
    }

    async fn the_end_of_a_call_is_recorded_as_the_persons(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        let call = setup.ring(NUMBER).await;
        app.press(&call.id, '#').await;
        app.delivered().await;
        let rows = app.rows.texts(
            "select act || ' ' || outcome || ' ' || detail from audit a join person p on p.id = a.subject \
             where act like 'setup.%' order by opened_at, act").await;
        assert_eq!(rows, [
            "setup.begin done {\"method\":\"sms\"}",
            "setup.call done {\"method\":\"sms\"}",
            "setup.call_ended done {\"method\":\"sms\",\"change\":\"add\"}",
        ]);
        assert_eq!(app.rows.number("select count(*) from audit where completed_at is null").await, 0);
    }

    async fn a_report_ends_the_work_locks_and_tells_the_person_and_the_administrator(app) {
        app.with_kim_who_can_be_called().await;
        app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned()).await;
        let mut setup = Setup::of(&app, "kim").await;
        let call = setup.ring(NUMBER).await;
        app.press(&call.id, '9').await;
        setup.look().await;
        assert!(setup.refuses(Refusal::CallReported) && setup.says("Finish"), "{}", setup.page);
        let told = app.delivered().await;
        assert_eq!(addressed(&told), ["help@wingtip.example", "kim@home.example"]);
        let asked = "select correlation_id from audit where act = 'setup.call' and address is not null";
        let code = app.rows.texts(asked).await.concat();
        for message in &told {
            assert!(matches!(message, Message::Mail(mail) if mail.text.contains(&code) && mail.text.contains("signed in")), "{message:?}");
        }
        setup.begin(Method::Email).await;
        assert!(setup.refuses(Refusal::Locked));
        let locked = "select count(*) from audit where act = 'setup.call_ended' and detail like '%\"locked\":true%'";
        assert_eq!(app.rows.number(locked).await, 1);
        assert!(registered_numbers(&app).await.is_empty());
    }
}

on_both_engines! {
    by with_twilio;

    async fn what_the_provider_tells_confirms_a_number_once(app) {
        app.allow_everything().await;
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        let call = setup.ring(NUMBER).await;
        let sid = ("CallSid", SID);
        let path = format!("/voice/twilio/{}/0", call.id);
        let unsigned = app.twilio_signed(&path, &[sid], "AAAA").await;
        assert_eq!(unsigned.status, 403);
        let answered = app.twilio(&path, &[sid]).await;
        let next = action(&answered);
        let other = [("CallSid", "CAff"), ("Digits", "#")];
        assert_eq!(app.twilio(&next, &other).await.status, 409);
        let wrong = app.twilio(&next, &[sid, ("Digits", "1")]).await;
        let replayed = app.twilio(&next, &[sid, ("Digits", "#")]).await;
        assert_eq!(replayed.status, 409, "a copy with another key");
        assert!(registered_numbers(&app).await.is_empty());
        let right = app.twilio(&action(&wrong), &[sid, ("Digits", "#")]).await;
        assert!(right.text().contains("thanks.wav"), "{}", right.text());
        assert_eq!(registered_numbers(&app).await, [NUMBER]);
        app.twilio(&action(&wrong), &[sid, ("Digits", "#")]).await;
        assert_eq!(addressed(&app.delivered().await), KNOWN, "announced once");
    }
}

on_both_engines! {
    by without_calls;

    async fn where_nobody_can_be_called_no_call_is_offered(app) {
        app.allow_everything().await;
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        assert!(!setup.says("call_number"));
        setup.act("call_number", &[("number", NUMBER)]).await;
        assert!(setup.refuses(Refusal::MethodUnavailable));
    }
}

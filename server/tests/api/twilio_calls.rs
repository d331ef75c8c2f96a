//! What the provider of calls tells, and what it is told.

use domain::method::Method;
use domain::wizard::StepView;

use crate::on_both_engines;
use crate::support::{
    Database, SID, Seed, Setup, TestApp, action, signature, with_twilio, without_calls,
};

const NUMBER: &str = "+31612345678";
const PASSED: &str = "select count(*) from audit where detail like '%\"gate\"%'";

async fn twilio(database: Database) -> TestApp {
    let app = with_twilio(database).await;
    app.allow_everything().await;
    app.add(Seed::full("kim")).await;
    app
}

on_both_engines! {
    by twilio;

    async fn the_call_is_answered_asks_and_hears_the_key(app) {
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        let sid = ("CallSid", SID);
        let answered = app
            .twilio(&format!("/voice/twilio/{}/0", call.id), &[sid])
            .await;
        assert_eq!(answered.status, 200);
        let said = answered.text();
        assert!(
            said.contains("/voice/prompts/wingtip/en/ask.wav</Play>"),
            "{said}"
        );
        assert!(
            said.contains("finishOnKey=\"\""),
            "# must come through: {said}"
        );
        let recording = app.browser().get("/voice/prompts/wingtip/en/ask.wav").await;
        assert!(recording.bytes.starts_with(b"RIFF"));

        let silent = app.twilio(&action(&answered), &[sid, ("Digits", "")]).await;
        assert!(silent.text().contains("ask.wav"), "it asks again");
        let wrong = app.twilio(&action(&silent), &[sid, ("Digits", "5")]).await;
        assert!(wrong.text().contains("wrong_key.wav"));
        let right = app.twilio(&action(&wrong), &[sid, ("Digits", "#")]).await;
        assert!(
            right.text().contains("thanks.wav</Play><Hangup/>"),
            "{}",
            right.text()
        );
        assert_eq!(app.rows.number(PASSED).await, 1);
    }

    async fn what_the_account_did_not_sign_is_refused(app) {
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        let path = format!("/voice/twilio/{}/0", call.id);
        let here = format!("http://127.0.0.1:8080{path}");
        let fields = [("CallSid", SID), ("Digits", "#")];
        let elsewhere = signature(&format!("https://evil.example{path}"), &fields);
        let other_fields = signature(&here, &[("CallSid", SID), ("Digits", "1")]);
        for signature in ["", "AAAA", "not base64!", &elsewhere, &other_fields] {
            let page = app.twilio_signed(&path, &fields, signature).await;
            assert_eq!(page.status, 403, "{signature}");
        }
        let right = app
            .twilio_signed(&path, &fields, &signature(&here, &fields))
            .await;
        assert_eq!(right.status, 200);
    }

    async fn what_is_no_message_about_a_call_is_not_found(app) {
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        let id = &call.id;
        for path in [
            format!("/voice/twilio/{id}/STATUS"),
            format!("/voice/twilio/{id}/statuses"),
            format!("/voice/twilio/{id}/1.0"),
            format!("/voice/twilio/{id}/99999999999999999999"),
            format!("/voice/twilio/{}/status", &id[1..]),
            format!("/voice/twilio/{}/0", id.replace('-', "_")),
            "/voice/twilio/\"><Dial>x/0".replace(['"', '<', '>'], "%3C"),
        ] {
            let fields = [("CallSid", SID), ("CallStatus", "busy")];
            assert_eq!(app.twilio(&path, &fields).await.status, 404, "{path}");
        }
        let page = wizard.look().await.text();
        assert!(!page.contains("busy"), "it still rings: {page}");
    }

    async fn a_message_is_taken_once_and_of_one_call_only(app) {
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        let sid = ("CallSid", SID);
        let answered = app
            .twilio(&format!("/voice/twilio/{}/0", call.id), &[sid])
            .await;
        let next = action(&answered);
        let other = app
            .twilio(&next, &[("CallSid", "CAff"), ("Digits", "#")])
            .await;
        assert_eq!(other.status, 409, "of another call of the account");
        let ahead = app
            .twilio(
                &format!("/voice/twilio/{}/7", call.id),
                &[sid, ("Digits", "#")],
            )
            .await;
        assert_eq!(ahead.status, 409, "a step that was not named");
        assert_eq!(app.rows.number(PASSED).await, 0);
        let wrong = app.twilio(&next, &[sid, ("Digits", "1")]).await;
        assert_eq!(wrong.status, 200);
        let replayed = app.twilio(&next, &[sid, ("Digits", "#")]).await;
        assert_eq!(replayed.status, 409, "a copy with another key");
        assert_eq!(app.rows.number(PASSED).await, 0);
    }

    async fn how_the_call_ended_is_told_on_the_page(app) {
        let ends = [
            ("busy", "busy"),
            ("no-answer", "Nobody answered"),
            ("failed", "could not be made"),
            ("completed", "voicemail"),
        ];
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let mut call = wizard.ring(NUMBER).await;
        for (status, words) in ends {
            let path = format!("/voice/twilio/{}/status", call.id);
            let fields = [("CallSid", SID), ("CallStatus", "ringing")];
            app.twilio(&path, &fields).await;
            let fields = [("CallSid", SID), ("CallStatus", status)];
            assert_eq!(app.twilio(&path, &fields).await.status, 204);
            let page = wizard.look().await.text();
            assert!(page.contains(words), "{status}: {page}");
            wizard.act("resend", &[]).await;
            call = app.placed().await;
        }
    }

    async fn the_end_of_another_call_ends_nothing(app) {
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let call = wizard.ring(NUMBER).await;
        let sid = ("CallSid", SID);
        let path = format!("/voice/twilio/{}", call.id);
        let answered = app.twilio(&format!("{path}/0"), &[sid]).await;
        for status in ["busy", "completed", "failed"] {
            let other = [
                ("CallSid", "CA00000000000000000000000000000002"),
                ("CallStatus", status),
            ];
            let told = app.twilio(&format!("{path}/status"), &other).await;
            assert_eq!(told.status, 204);
        }
        let right = app
            .twilio(&action(&answered), &[sid, ("Digits", "#")])
            .await;
        assert!(right.text().contains("thanks.wav"), "{}", right.text());
        assert_eq!(app.rows.number(PASSED).await, 1);
    }

    async fn a_call_for_a_registration_says_so(app) {
        let mut setup = Setup::of(&app, "kim").await;
        let call = setup.ring("+31600000001").await;
        let path = format!("/voice/twilio/{}/0", call.id);
        let said = app.twilio(&path, &[("CallSid", SID)]).await.text();
        assert!(said.contains("/ask_to_register.wav</Play>"), "{said}");
        let recording = app
            .browser()
            .get("/voice/prompts/wingtip/en/ask_to_register.wav")
            .await;
        assert!(recording.bytes.starts_with(b"RIFF"));
    }
}

on_both_engines! {
    by without_calls;

    async fn where_nobody_can_be_called_no_call_is_offered(app) {
        app.allow_everything().await;
        app.add(Seed::full("kim")).await;
        for name in ["kim", "nobody", "somebody", "anybody"] {
            let mut wizard = app.wizard().await;
            wizard.identify(name).await;
            let StepView::Choose { offers, .. } = wizard.step() else {
                panic!("{:?}", wizard.step());
            };
            let calls = |method| matches!(method, Method::MobileCall | Method::OfficeCall);
            assert!(!offers.iter().any(|offer| calls(offer.method)), "{name}");
        }
    }
}

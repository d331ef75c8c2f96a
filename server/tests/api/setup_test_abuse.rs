//! What trying methods out must not be good for.

use domain::method::Method;
use domain::policy::Policy;
use domain::refusal::Refusal;

use crate::on_both_engines;
use crate::support::{Device, PASSWORD, Seed, Setup, asked, registered_numbers};

on_both_engines! {
    async fn what_is_not_there_or_not_allowed_cannot_be_tested(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        for method in ["totp", "passkey", "questions", "mobile_call", "office_call", "helpdesk_pass", "", "nonsense"] {
            setup.act("test", &[("method", method)]).await;
            assert!(setup.refuses(Refusal::MethodUnavailable), "{method}");
        }
        setup.test(Method::Sms).await;
        let code = app.delivered_code().await;
        app.change_policy(|policy: &mut Policy| {
            policy.gates = 1;
            policy.methods = vec![Method::Email];
        }).await;
        setup.code(&code).await;
        assert!(setup.refuses(Refusal::MethodUnavailable), "nor when policy changes on the way");
        assert!(!setup.says("It works"));
    }

    async fn keys_are_sent_to_the_exchange_of_a_desk_and_to_no_other(app) {
        let mut setup = Setup::of_kim_with_everything(&app).await;
        app.rows.change("insert into contact (person_id, kind, value) select id, 'office_phone', '+31205550100x12' from person").await;
        setup.test(Method::OfficeCall).await;
        let desk = app.placed().await;
        assert_eq!((&*desk.to, desk.extension.as_deref()), ("+31205550100", Some("12")));
        setup.act("leave", &[]).await;
        setup.begin(Method::Sms).await;
        setup.act("call_number", &[("number", "+31600000001x34")]).await;
        assert!(setup.refuses(Refusal::NumberExtension), "{}", setup.page);
        assert!(app.delivered().await.is_empty());
    }

    async fn an_old_form_tests_nothing(app) {
        let mut setup = Setup::of_kim_with_everything(&app).await;
        let old = setup.turn.clone();
        setup.test(Method::Totp).await;
        let right = app.app_code();
        for (turn, act) in [(&old, "test"), (&old, "code"), (&"x".to_owned(), "code"), (&setup.turn.clone(), "test_answers")] {
            let fields = [("method", "email"), ("code", right.as_str()), ("answer1", "x")];
            let page = setup.send(turn, act, &fields).await;
            assert_eq!(page.location(), "/setup?said=moved", "{act} {turn}");
        }
        assert!(app.delivered().await.is_empty());
    }

    async fn a_test_registers_nothing_and_leads_nowhere_else(app) {
        let mut setup = Setup::of_kim_with_everything(&app).await;
        setup.test(Method::Sms).await;
        app.delivered_code().await;
        for (act, name, value) in [
            ("number", "number", "+31600000001"),
            ("call_number", "number", "+31600000001"),
            ("call_office", "number", "+31600000001"),
            ("address", "address", "x@evil.example"),
            ("passkey", "answer", "{}"),
            ("confirm_removal", "x", ""),
        ] {
            let page = setup.send(&setup.turn.clone(), act, &[(name, value)]).await;
            assert_eq!(page.location(), "/setup?said=moved", "{act}");
        }
        setup.act("back", &[]).await;
        assert!(setup.says("Finish"), "{}", setup.page);
        assert!(registered_numbers(&app).await.is_empty());
        assert!(app.delivered().await.is_empty());
    }

    async fn what_tests_send_is_capped_with_all_else(app) {
        Setup::of_kim_with_everything(&app).await;
        let mut sent = 0;
        for _ in 0..9 {
            let mut setup = Setup::of(&app, "kim").await;
            setup.test(Method::Sms).await;
            let texts = app.delivered().await.len();
            assert_eq!(texts == 0, setup.refuses(Refusal::TooManySends), "{}", setup.page);
            sent += texts;
        }
        assert_eq!(sent, 5, "as many as of all kinds");
        let mut setup = Setup::of(&app, "kim").await;
        app.change_policy(|policy| policy.limits.sends_per_address.max = 1).await;
        setup.test(Method::Email).await;
        assert!(setup.refuses(Refusal::TooManySends) && setup.says("Finish"), "{}", setup.page);
        app.clock.advance(300);
        setup.test(Method::Email).await;
        setup.act("prove", &[("password", PASSWORD)]).await;
        assert!(setup.refuses(Refusal::TooManySends) && setup.says("Finish"), "{}", setup.page);
        assert!(app.delivered().await.is_empty());
    }

    async fn somebody_elses_proof_is_wrong(app) {
        let app = app.named().await;
        let (mut kims, mut lees) = (Device::new(1), Device::new(2));
        app.with_passkey(Seed::full("kim"), &mut kims).await;
        app.with_passkey(Seed::own("lee", "+31687654321"), &mut lees).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.test(Method::Passkey).await;
        let answer = lees.sign(&asked(&setup.page));
        setup.act("test_passkey", &[("answer", &answer)]).await;
        assert!(setup.refuses(Refusal::PasskeyWrong));
        let fields = [("answer", kims.sign(&asked(&setup.page)))];
        let turn = setup.turn.clone();
        let mut other = Setup::of(&app, "kim").await;
        other.test(Method::Passkey).await;
        other.act("test_passkey", &[("answer", &fields[0].1)]).await;
        assert!(other.refuses(Refusal::PasskeyWrong), "of another enrolment");
        let page = setup.send(&turn, "test_passkey", &[("answer", &fields[0].1)]).await;
        assert_eq!(page.location(), "/setup");
        setup.look().await;
        assert!(setup.says("It works"), "{}", setup.page);
    }

    async fn a_guest_tests_what_is_known_and_nothing_more(app) {
        app.add_joiner().await;
        app.allow_everything().await;
        let mut setup = Setup::invited(&app).await;
        for method in [Method::Sms, Method::Totp, Method::Questions, Method::OfficeCall] {
            setup.test(method).await;
            assert!(setup.refuses(Refusal::MethodUnavailable), "{method:?}");
        }
        setup.test(Method::Email).await;
        let code = app.delivered_code().await;
        setup.code(&code).await;
        assert!(setup.says("It works: Codes by e-mail."), "{}", setup.page);
        assert_eq!(app.rows.number("select count(*) from contact where kind like 'authentication_%'").await, 0);
        setup.look().await;
        assert!(setup.says("Then you choose your password"), "the link is still good for registering");
    }

    async fn a_report_of_a_test_call_locks(app) {
        let mut setup = Setup::of_kim_with_everything(&app).await;
        app.change_policy(|policy: &mut Policy| {
            policy.gates = 1;
            policy.methods = vec![Method::MobileCall];
        }).await;
        setup.test(Method::Sms).await;
        let call = app.placed().await;
        app.press(&call.id, '9').await;
        setup.look().await;
        assert!(setup.refuses(Refusal::CallReported));
        setup.test(Method::Sms).await;
        assert!(setup.refuses(Refusal::Locked));
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn a_key_after_the_sign_in_ended_is_no_test(app) {
        let mut setup = Setup::of_kim_with_everything(&app).await;
        app.change_policy(|policy: &mut Policy| {
            policy.gates = 1;
            policy.methods = vec![Method::MobileCall];
        }).await;
        setup.test(Method::Sms).await;
        let call = app.placed().await;
        setup.browser.submit("/api/signin/out", &[]).await;
        app.press(&call.id, '#').await;
        let done = "select count(*) from audit where act = 'setup.call_ended' and outcome = 'done'";
        assert_eq!(app.rows.number(done).await, 0);
    }
}

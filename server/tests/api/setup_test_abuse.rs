//! What trying methods out must not be good for.

use domain::method::Method;
use domain::policy::Policy;
use domain::refusal::Refusal;
use futures::future::join_all;

use crate::on_both_engines;
use crate::support::{
    Browser, Device, PASSWORD, Seed, Setup, TestApp, answer_to, asked, registered_numbers,
};

const FAILED: &str = "select count(*) from audit where act = 'setup.enter_code' and outcome = 'refused' \
                      and detail like '%code_wrong%'";

async fn kim(app: &TestApp) -> Setup<'_> {
    app.allow_everything().await;
    let kim = app.add(Seed::full("kim")).await;
    app.give_authenticator(&kim).await;
    app.give_answers(&kim).await;
    Setup::of(app, "kim").await
}

on_both_engines! {
    async fn wrong_tries_of_every_kind_count_together_and_lock(app) {
        let mut setup = kim(&app).await;
        setup.test(Method::Email).await;
        let code = app.delivered_code().await;
        setup.code("000000").await;
        setup.act("leave", &[]).await;
        setup.test(Method::Totp).await;
        setup.code("000000").await;
        setup.code("000001").await;
        setup.act("leave", &[]).await;
        setup.test(Method::Questions).await;
        setup.test_answers(|_| "Something else".to_owned()).await;
        assert!(setup.refuses(Refusal::AnswersWrong));
        setup.test_answers(|_| "Something else".to_owned()).await;
        assert!(setup.refuses(Refusal::Locked), "{}", setup.page);
        let mut other = Setup::of(&app, "kim").await;
        for method in [Method::Email, Method::Totp, Method::Questions] {
            other.test(method).await;
            assert!(other.refuses(Refusal::Locked), "{method:?}");
        }
        other.code(&code).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        assert_eq!(app.delivered().await.len(), 1, "a reset is locked too: only that is told");
    }

    async fn right_proofs_are_refused_once_it_is_locked(app) {
        let mut guesser = kim(&app).await;
        guesser.test(Method::Totp).await;
        let mut open = [Setup::of(&app, "kim").await, Setup::of(&app, "kim").await];
        open[0].test(Method::Totp).await;
        open[1].test(Method::Email).await;
        let code = app.delivered_code().await;
        for _ in 0..5 {
            guesser.code("000000").await;
        }
        open[0].code(&app.app_code()).await;
        open[1].code(&code).await;
        for setup in &open {
            assert!(setup.refuses(Refusal::Locked) && !setup.says("It works"), "{}", setup.page);
        }
    }

    async fn a_hundred_wrong_codes_at_once_count_once(app) {
        let mut setup = kim(&app).await;
        setup.test(Method::Totp).await;
        let mut copies: Vec<Browser> = vec![setup.browser.clone(); 100];
        let fields = [("turn", setup.turn.as_str()), ("code", "000000")];
        join_all(copies.iter_mut().map(|browser| browser.submit("/api/setup/code", &fields))).await;
        assert_eq!(app.rows.number(FAILED).await, 1);
        setup.look().await;
        setup.code(&app.app_code()).await;
        assert!(setup.says("It works"), "four tries are left");
    }

    async fn one_code_of_the_app_is_right_once_for_many_at_once(app) {
        kim(&app).await;
        let code = app.app_code();
        let mut browsers = Vec::new();
        for _ in 0..4 {
            let mut setup = Setup::of(&app, "kim").await;
            setup.test(Method::Totp).await;
            browsers.push((setup.browser, setup.turn));
        }
        let tries = browsers.iter_mut().map(|(browser, turn)| {
            let fields = [("turn", turn.clone()), ("code", code.clone())];
            async move {
                let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                browser.submit("/api/setup/code", &fields).await
            }
        });
        join_all(tries).await;
        let done = "select count(*) from audit where act = 'setup.enter_code' and outcome = 'done'";
        assert_eq!(app.rows.number(done).await, 1);
    }

    async fn a_session_that_was_left_open_is_asked_for_the_password(app) {
        let mut setup = kim(&app).await;
        app.clock.advance(300);
        for method in [Method::Totp, Method::Questions, Method::Email, Method::Sms] {
            setup.test(method).await;
            assert!(setup.says("Type your password once more"), "{method:?}: {}", setup.page);
            for (act, name, value) in [("code", "code", app.app_code()), ("test_answers", "answer1", "x".to_owned())] {
                let page = setup.send(&setup.turn.clone(), act, &[(name, &value)]).await;
                assert_eq!(page.location(), "/setup?said=moved", "nothing goes past it");
            }
            setup.act("leave", &[]).await;
        }
        assert!(app.delivered().await.is_empty());
        setup.test(Method::Email).await;
        setup.act("prove", &[("password", "wrong")]).await;
        assert!(setup.refuses(Refusal::ProofWrong));
        setup.act("prove", &[("password", PASSWORD)]).await;
        let code = app.delivered_code().await;
        setup.code(&code).await;
        assert!(setup.says("It works: Codes by e-mail."), "{}", setup.page);
    }

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

    async fn a_telephone_behind_an_extension_is_not_called(app) {
        let mut setup = kim(&app).await;
        app.rows.change("insert into contact (person_id, kind, value) select id, 'office_phone', '+31205550100x12' from person").await;
        setup.test(Method::OfficeCall).await;
        assert!(setup.refuses(Refusal::MethodUnavailable));
    }

    async fn an_old_form_tests_nothing(app) {
        let mut setup = kim(&app).await;
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
        let mut setup = kim(&app).await;
        setup.test(Method::Sms).await;
        app.delivered_code().await;
        for (act, name, value) in [
            ("number", "number", "+31600000001"),
            ("call_number", "number", "+31600000001"),
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
        kim(&app).await;
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
        let mut setup = kim(&app).await;
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
        let mut setup = kim(&app).await;
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

    async fn answers_that_were_right_before_are_asked_anew_after_a_wrong_set(app) {
        let mut setup = kim(&app).await;
        setup.test(Method::Questions).await;
        let first = setup.asked_now().await;
        let turn = setup.turn.clone();
        setup.test_answers(|_| "Something else".to_owned()).await;
        assert_ne!(setup.asked_now().await, first);
        let answers: Vec<String> = first.iter().map(answer_to).collect();
        let fields = [("answer1", answers[0].as_str()), ("answer2", &answers[1]), ("answer3", &answers[2])];
        let page = setup.send(&turn, "test_answers", &fields).await;
        assert_eq!(page.location(), "/setup?said=moved");
        setup.act("test_answers", &fields).await;
        assert!(!setup.says("It works"), "{}", setup.page);
    }
}

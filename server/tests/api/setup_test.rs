//! Trying out what is registered.

use domain::call::CallOutcome;
use domain::method::Method;
use domain::policy::Policy;
use domain::questions::Question;
use domain::refusal::Refusal;
use domain::wizard::StepView;

use crate::on_both_engines;
use crate::support::{Device, Seed, Setup, TestApp, addressed, answer_to, asked};

const NUMBER: &str = "+31612345678";
const OFFICE: &str = "insert into contact (person_id, kind, value) \
                      select id, 'office_phone', '+31205550100' from person";
const INPUTS: [&str; 5] = ["answer1", "answer2", "answer3", "answer4", "answer5"];

impl Setup<'_> {
    /// Presses "Test" beside a method.
    pub(crate) async fn test(&mut self, method: Method) {
        self.act("test", &[("method", method.name())]).await;
    }

    /// What the step asks now.
    pub(crate) fn asked_now(&self) -> Vec<Question> {
        let labels = self.page.split("<label for=\"answer").skip(1);
        let text = |label: &str| label.split(['>', '<']).nth(1).map(Question::new);
        labels.filter_map(text).collect()
    }

    /// Answers what is asked, each as `answer` says.
    pub(crate) async fn test_answers(&mut self, answer: impl Fn(&Question) -> String) {
        let answers: Vec<String> = self.asked_now().iter().map(answer).collect();
        let fields: Vec<_> = INPUTS
            .into_iter()
            .zip(answers.iter().map(String::as_str))
            .collect();
        self.act("test_answers", &fields).await;
    }
}

/// Kim, who has a telephone at the desk too.
async fn kim(app: &TestApp) -> Setup<'_> {
    let mut setup = Setup::of_kim_with_everything(app).await;
    app.rows.change(OFFICE).await;
    setup.look().await;
    setup
}

/// What is stored of how people are reached and prove who they are.
async fn stored(app: &TestApp) -> Vec<String> {
    let mut rows = app.rows.dump("contact").await;
    rows.extend(app.rows.dump("question_answer").await);
    rows
}

on_both_engines! {
    async fn a_summary_leads_to_the_row_that_was_pressed(app) {
        app.add(Seed { mobile: None, ..Seed::full("kim") }).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.test(Method::Sms).await;
        assert!(setup.refuses(Refusal::MethodUnavailable) && setup.says("href=\"#method\""));
        let before = setup.page.split("id=\"method\"").next().expect("the row");
        let row = before.rsplit("name=\"method\" value=\"").next().expect("its form");
        assert!(row.starts_with("sms\""), "{}", setup.page);
    }

    async fn a_mailbox_and_a_number_are_tried_by_a_code(app) {
        let mut setup = kim(&app).await;
        let before = stored(&app).await;
        for (method, to, name) in [
            (Method::Email, "kim@home.example", "Codes by e-mail"),
            (Method::Sms, NUMBER, "Mobile phone"),
        ] {
            setup.test(method).await;
            let sent = app.delivered().await;
            assert_eq!(addressed(&sent), [to]);
            assert!(!setup.page.contains(to), "it is masked, as everywhere");
            assert!(!setup.says("/api/setup/back"), "no other one is asked for");
            setup.code("").await;
            assert!(setup.refuses(Refusal::CodeMissing));
            setup.code("000000").await;
            assert!(setup.refuses(Refusal::CodeWrong));
            setup.code(&crate::support::code_in(&sent[0])).await;
            assert!(setup.says(&format!("It works: {name}.")), "{}", setup.page);
        }
        assert_eq!(stored(&app).await, before, "nothing is stored");
        assert!(app.delivered().await.is_empty(), "or announced");
    }

    async fn a_telephone_is_tried_by_a_call_where_only_calls_are_allowed(app) {
        let mut setup = kim(&app).await;
        app.change_policy(|policy: &mut Policy| {
            policy.gates = 1;
            policy.methods = vec![Method::MobileCall, Method::OfficeCall];
        }).await;
        let before = stored(&app).await;
        for (method, to, name) in [
            (Method::Sms, NUMBER, "Mobile phone"),
            (Method::OfficeCall, "+31205550100", "Office phone"),
        ] {
            setup.test(method).await;
            let busy = app.placed().await;
            assert_eq!(busy.to, to);
            assert!(setup.says("id=\"ringing\"") && !setup.page.contains(to), "{}", setup.page);
            app.calls().ended(&busy.id, CallOutcome::Busy).await.expect("ended");
            setup.look().await;
            assert!(setup.refuses(Refusal::CallBusy));
            setup.act("resend", &[]).await;
            let call = app.placed().await;
            app.press(&call.id, '#').await;
            setup.look().await;
            assert!(setup.says(&format!("It works: {name}.")), "{}", setup.page);
        }
        assert_eq!(stored(&app).await, before);
        assert!(app.delivered().await.is_empty());
    }

    async fn a_code_of_the_app_is_used_up_by_a_test(app) {
        let mut setup = kim(&app).await;
        setup.test(Method::Totp).await;
        let code = app.app_code();
        setup.code(&code).await;
        assert!(setup.says("It works: Authenticator app."), "{}", setup.page);
        setup.test(Method::Totp).await;
        setup.code(&code).await;
        assert!(setup.refuses(Refusal::HeldCodeWrong), "in a test");
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Totp).await;
        wizard.code(&code).await;
        assert_eq!(wizard.notice(), Some(Refusal::HeldCodeWrong), "and in a reset");
        app.clock.advance(30);
        let next = app.app_code();
        setup.code(&next).await;
        assert!(setup.says("It works"));
    }

    async fn answers_are_tried_as_a_reset_asks_for_them(app) {
        let mut setup = kim(&app).await;
        setup.test(Method::Questions).await;
        let asked = setup.asked_now();
        assert_eq!(asked.len(), 3);
        setup.act("test_answers", &[("answer1", "x")]).await;
        assert!(setup.refuses(Refusal::AnswersMissing));
        assert_eq!(setup.asked_now(), asked);
        setup.test_answers(|_| "Something else".to_owned()).await;
        assert!(setup.refuses(Refusal::AnswersWrong));
        setup.test_answers(answer_to).await;
        assert!(setup.says("It works: Questions and answers."), "{}", setup.page);
    }

    async fn a_passkey_signs_a_test_and_nothing_else(app) {
        let app = app.named().await;
        let mut device = Device::new(1);
        app.with_passkey(Seed::full("kim"), &mut device).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.test(Method::Passkey).await;
        let answer = device.sign(&asked(&setup.page));
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Passkey).await;
        wizard.answer_with(&answer).await;
        assert_eq!(wizard.notice(), Some(Refusal::PasskeyWrong), "what a test asked for is no proof");
        let of_reset = device.sign(&wizard.request());
        setup.act("test_passkey", &[("answer", &of_reset)]).await;
        assert!(setup.refuses(Refusal::PasskeyWrong));
        setup.act("test_passkey", &[("answer", &answer)]).await;
        assert!(setup.refuses(Refusal::PasskeyWrong), "of an earlier turn");
        setup.act("test_passkey", &[("answer", "")]).await;
        assert!(setup.refuses(Refusal::PasskeyMissing));
        let answer = device.sign(&asked(&setup.page));
        setup.act("test_passkey", &[("answer", &answer)]).await;
        assert!(setup.says("It works: Passkeys."), "{}", setup.page);
    }

    async fn each_row_that_a_reset_would_offer_has_the_button(app) {
        let mut setup = kim(&app).await;
        let tests = |setup: &Setup<'_>| setup.page.matches("action=\"/api/setup/test\"").count();
        assert_eq!(tests(&setup), 5, "{}", setup.page);
        app.change_policy(|policy: &mut Policy| {
            policy.gates = 1;
            policy.methods = vec![Method::Email, Method::Passkey];
        }).await;
        setup.look().await;
        assert_eq!(tests(&setup), 1, "{}", setup.page);
        app.change_policy(|policy| policy.registration.prepopulated_counts = false).await;
        setup.look().await;
        assert_eq!(tests(&setup), 0, "what counts for nothing is confirmed, not tested");
    }

    async fn a_test_is_recorded_and_ends_no_reset(app) {
        let mut setup = kim(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        setup.test(Method::Questions).await;
        setup.test_answers(|_| "Something else".to_owned()).await;
        setup.test_answers(answer_to).await;
        let rows = app.rows.texts(
            "select act || ' ' || outcome || ' ' || detail from audit where act like 'setup.%' order by opened_at, id").await;
        assert_eq!(rows.len(), 3, "{rows:?}");
        for done in ["", ",\"change\":\"test\""] {
            let row = format!("setup.test done {{\"method\":\"questions\"{done}}}");
            assert_eq!(rows.iter().filter(|found| **found == row).count(), 1, "{rows:?}");
        }
        assert_eq!(rows.iter().filter(|row| row.contains("answers_wrong")).count(), 1, "{rows:?}");
        wizard.choose(Method::Email).await;
        assert!(matches!(wizard.step(), StepView::EnterCode { .. }));
        app.delivered_code().await;
    }
}

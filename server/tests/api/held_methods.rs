//! Proving by what is not sent: an authenticator app, answers, a pass of the helpdesk.

use domain::challenge::Proof;
use domain::identity::{PersonId, UserName};
use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::StepView;
use futures::future::join_all;
use server::method::helpdesk_pass;

use crate::on_both_engines;
use crate::support::{SECRET, Seed, TABLES, TestApp, answer_to};

const NEW: &str = "brand-New-Wagon-93";
const PASSED: &str = "select count(*) from audit where detail like '%\"gate\"%'";

/// Somebody without mail and mobile, who has an app and answers.
async fn held_only(app: &TestApp) -> PersonId {
    app.allow_everything().await;
    let seed = Seed {
        email: None,
        mobile: None,
        ..Seed::full("kim")
    };
    let kim = app.add(seed).await;
    app.give_authenticator(&kim).await;
    app.give_answers(&kim).await;
    kim
}

async fn make_pass(app: &TestApp, user_name: &str) -> String {
    let name = UserName::parse(user_name).expect("a name");
    let made = helpdesk_pass::make(&app.services, &name).await;
    made.expect("a pass").expose().to_owned()
}

on_both_engines! {
    async fn an_app_and_answers_lead_to_a_new_password(app) {
        held_only(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.hold(Method::Totp, Proof::Right).await;
        wizard.hold(Method::Questions, Proof::Right).await;
        assert!(wizard.at_password(), "{:?}", wizard.view);
        wizard.password(NEW).await;
        assert!(wizard.is_done());
    }

    async fn the_next_code_of_the_app_is_right_again(app) {
        held_only(&app).await;
        for _ in 0..2 {
            let mut wizard = app.wizard().await;
            wizard.identify("kim").await;
            wizard.hold(Method::Totp, Proof::Right).await;
            assert_eq!(wizard.notice(), None);
            app.clock.advance(30);
        }
    }

    async fn wrong_proofs_count_together_and_lock(app) {
        held_only(&app).await;
        for (method, expected) in [
            (Method::Totp, Refusal::HeldCodeWrong),
            (Method::Questions, Refusal::AnswersWrong),
            (Method::HelpdeskPass, Refusal::HeldCodeWrong),
            (Method::Totp, Refusal::HeldCodeWrong),
        ] {
            make_pass(&app, "kim").await;
            let mut wizard = app.wizard().await;
            wizard.identify("kim").await;
            wizard.hold(method, Proof::Wrong).await;
            assert_eq!(wizard.notice(), Some(expected));
        }
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.hold(Method::Questions, Proof::Wrong).await;
        assert_eq!(wizard.notice(), Some(Refusal::Locked));
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.hold(Method::Totp, Proof::Right).await;
        assert_eq!(wizard.notice(), Some(Refusal::HeldCodeWrong), "locked, and not told so");
    }

    async fn hundreds_of_answers_at_once_are_one_try(app) {
        held_only(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Questions).await;
        let right: Vec<String> = wizard.asked().iter().map(answer_to).collect();
        let turn = wizard.turn.to_string();
        let fields = [("turn", &*turn), ("answer1", &right[0]), ("answer2", &right[1]), ("answer3", &right[2])];
        let mut copies = vec![wizard.browser.clone(); 100];
        join_all(copies.iter_mut().map(|browser| browser.call("/api/reset/answer", &fields))).await;
        assert_eq!(app.rows.number(PASSED).await, 1);
    }

    async fn one_wrong_answer_of_three_is_a_wrong_set_and_other_questions_follow(app) {
        held_only(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Questions).await;
        let mut asked = vec![wizard.asked()];
        for _ in 0..4 {
            let first = wizard.asked()[0].clone();
            wizard.answer(|question| if *question == first { "no idea".to_owned() } else { answer_to(question) }).await;
            assert_eq!(wizard.notice(), Some(Refusal::AnswersWrong));
            asked.push(wizard.asked());
        }
        asked.dedup();
        assert!(asked.len() > 1, "drawn anew");
    }

    async fn the_same_questions_are_asked_until_answers_were_wrong(app) {
        held_only(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Questions).await;
        let asked = wizard.asked();
        for _ in 0..10 {
            wizard.act("other_method", &[]).await;
            wizard.choose(Method::Questions).await;
            assert_eq!(wizard.asked(), asked, "by another way and back");
            let mut another = app.wizard().await;
            another.identify("kim").await;
            another.choose(Method::Questions).await;
            assert_eq!(another.asked(), asked, "in another reset");
        }
        wizard.answer(|_| "wrong one".to_owned()).await;
        let mut another = app.wizard().await;
        another.identify("kim").await;
        another.choose(Method::Questions).await;
        assert_eq!(another.asked(), wizard.asked());
        assert_ne!(another.asked(), asked);
    }

    async fn a_pass_is_offered_to_every_name_whether_there_is_one_or_not(app) {
        app.allow_everything().await;
        app.add(Seed::full("kim")).await;
        let offered = async |name: &str| {
            let mut wizard = app.wizard().await;
            wizard.identify(name).await;
            let StepView::Choose { offers, .. } = wizard.step() else {
                panic!("{:?}", wizard.view);
            };
            let methods: Vec<Method> = offers.iter().map(|offer| offer.method).collect();
            methods
        };
        let without = offered("kim").await;
        assert!(without.contains(&Method::HelpdeskPass));
        make_pass(&app, "kim").await;
        assert_eq!(offered("kim").await, without);
        for n in 0..20 {
            assert!(offered(&format!("nobody{n}")).await.contains(&Method::HelpdeskPass));
        }
    }

    async fn an_answer_that_is_missing_is_asked_for_and_does_not_count(app) {
        held_only(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Questions).await;
        let asked = wizard.asked();
        for _ in 0..6 {
            wizard.answer(|question| if *question == asked[1] { " ".to_owned() } else { answer_to(question) }).await;
            assert_eq!(wizard.notice(), Some(Refusal::AnswersMissing));
        }
        assert_eq!(wizard.asked(), asked);
        wizard.answer(answer_to).await;
        assert_eq!(wizard.notice(), None);
    }

    async fn answers_for_a_turn_that_is_over_are_not_compared(app) {
        held_only(&app).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Questions).await;
        let old = wizard.turn;
        wizard.answer(|_| "wrong one".to_owned()).await;
        wizard.act_at(old, "answer", &[("answer1", "wrong one"), ("answer2", "wrong one"), ("answer3", "wrong one")]).await;
        assert_eq!(wizard.notice(), Some(Refusal::Moved));
    }

    async fn a_pass_opens_one_gate_once_in_its_time_and_for_its_person(app) {
        app.allow_everything().await;
        app.add(Seed::full("kim")).await;
        app.add(Seed { email: Some("lee@home.example"), ..Seed::full("lee") }).await;
        let lees = make_pass(&app, "lee").await;
        let earlier = make_pass(&app, "kim").await;
        let pass = make_pass(&app, "kim").await;

        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::HelpdeskPass).await;
        for wrong in [&lees, &earlier] {
            wizard.code(wrong).await;
            assert_eq!(wizard.notice(), Some(Refusal::HeldCodeWrong));
        }
        wizard.code(&format!("{} {}", &pass[..4], &pass[4..])).await;
        assert_eq!(wizard.notice(), None, "as it is read out");

        let mut again = app.wizard().await;
        again.identify("kim").await;
        again.choose(Method::HelpdeskPass).await;
        again.code(&pass).await;
        assert_eq!(again.notice(), Some(Refusal::HeldCodeWrong), "used up");

        app.change_policy(|policy| policy.helpdesk.lifetime_seconds = 300).await;
        let late = make_pass(&app, "kim").await;
        let mut again = app.wizard().await;
        again.identify("kim").await;
        again.choose(Method::HelpdeskPass).await;
        app.clock.advance(300);
        again.code(&late).await;
        assert_eq!(again.notice(), Some(Refusal::HeldCodeWrong), "too late");
        assert_eq!(app.rows.number(PASSED).await, 1);
    }

    async fn an_unknown_name_is_asked_like_a_known_one_and_never_passes(app) {
        app.allow_everything().await;
        let mut seen = 0;
        for n in 0..12 {
            let mut wizard = app.wizard().await;
            wizard.identify(&format!("nobody{n}")).await;
            let StepView::Choose { offers, .. } = wizard.step().clone() else {
                panic!("{:?}", wizard.view);
            };
            assert!(offers.len() >= 2);
            for offer in offers {
                if !matches!(offer.method, Method::Totp | Method::Questions) {
                    continue;
                }
                wizard.hold(offer.method, Proof::Right).await;
                assert!(wizard.notice().is_some());
                wizard.act("other_method", &[]).await;
                seen += 1;
            }
        }
        assert!(seen > 5, "decoys have such methods too");
        assert_eq!(app.rows.number(PASSED).await, 0);
    }

    async fn fewer_answers_than_are_asked_are_no_method(app) {
        held_only(&app).await;
        app.rows.change("delete from question_answer where question in ('pet', 'hero', 'city')").await;
        make_pass(&app, "kim").await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Questions).await;
        assert_eq!(wizard.notice(), Some(Refusal::MethodUnavailable));
    }

    async fn no_secret_is_stored_as_it_is(app) {
        held_only(&app).await;
        let pass = make_pass(&app, "kim").await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.hold(Method::Questions, Proof::Right).await;
        wizard.hold(Method::Totp, Proof::Right).await;
        assert!(wizard.at_password());
        let code = app.app_code();
        let secret = std::str::from_utf8(SECRET).expect("text");
        for table in TABLES {
            for row in app.rows.dump(table).await {
                for hidden in [secret, "pet of kim", "The pet", &pass] {
                    assert!(!row.contains(hidden), "{table}: {row}");
                }
                let holds_code = table != "outbox" && row.split(|c: char| !c.is_ascii_digit()).any(|word| word == code);
                assert!(!holds_code, "{table}: {row}");
            }
        }
    }
}

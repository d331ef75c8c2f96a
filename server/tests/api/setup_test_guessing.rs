//! Trying methods out is no place to guess.

use domain::method::Method;
use domain::refusal::Refusal;
use futures::future::join_all;

use crate::on_both_engines;
use crate::support::{Browser, PASSWORD, Setup, answer_to};

const FAILED: &str = "select count(*) from audit where act = 'setup.enter_code' and outcome = 'refused' \
                      and detail like '%code_wrong%'";

on_both_engines! {
    async fn wrong_tries_of_every_kind_count_together_and_lock(app) {
        let mut setup = Setup::of_kim_with_everything(&app).await;
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
    }

    async fn whoever_sits_at_an_open_session_cannot_keep_its_owner_from_a_reset(app) {
        let mut guesser = Setup::of_kim_with_everything(&app).await;
        guesser.test(Method::Totp).await;
        for _ in 0..5 {
            guesser.code("000000").await;
        }
        assert!(guesser.refuses(Refusal::Locked));
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done());
        app.delivered().await;
        let mut setup = Setup::signed_in(&app, "kim", "brand-New-Wagon-93").await;
        setup.test(Method::Totp).await;
        assert!(!setup.refuses(Refusal::Locked), "and everybody else is out");
    }

    async fn strangers_who_fail_in_the_wizard_keep_nobody_from_registering(app) {
        let mut setup = Setup::of_kim_with_everything(&app).await;
        let mut stranger = app.wizard().await;
        stranger.identify("kim").await;
        stranger.fail_until_locked().await;
        app.delivered().await;
        setup.register_address("kim@new.example").await;
        setup.test(Method::Totp).await;
        setup.code("000000").await;
        assert!(setup.refuses(Refusal::HeldCodeWrong), "and five wrong ones still lock: {}", setup.page);
        for _ in 0..4 {
            setup.code("000000").await;
        }
        assert!(setup.refuses(Refusal::Locked));
    }

    async fn right_proofs_are_refused_once_it_is_locked(app) {
        let mut guesser = Setup::of_kim_with_everything(&app).await;
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
        let mut setup = Setup::of_kim_with_everything(&app).await;
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
        Setup::of_kim_with_everything(&app).await;
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
        let mut setup = Setup::of_kim_with_everything(&app).await;
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

    async fn answers_that_were_right_before_are_asked_anew_after_a_wrong_set(app) {
        let mut setup = Setup::of_kim_with_everything(&app).await;
        setup.test(Method::Questions).await;
        let first = setup.asked_now();
        let turn = setup.turn.clone();
        setup.test_answers(|_| "Something else".to_owned()).await;
        assert_ne!(setup.asked_now(), first);
        let answers: Vec<String> = first.iter().map(answer_to).collect();
        let fields = [("answer1", answers[0].as_str()), ("answer2", &answers[1]), ("answer3", &answers[2])];
        let page = setup.send(&turn, "test_answers", &fields).await;
        assert_eq!(page.location(), "/setup?said=moved");
        setup.act("test_answers", &fields).await;
        assert!(!setup.says("It works"), "{}", setup.page);
    }
}

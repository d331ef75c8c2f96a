//! What must not work on the setup page.

use domain::method::Method;
use domain::refusal::Refusal;
use futures::future::join_all;

use crate::on_both_engines;
use crate::support::{Browser, KNOWN, PASSWORD, Seed, Setup, TestApp, addressed};

const REGISTERED: &str = "select count(*) from contact where kind like 'authentication_%'";

pub(crate) async fn at_the_code<'a>(app: &'a TestApp) -> (Setup<'a>, String) {
    app.add(Seed::full("kim")).await;
    let mut setup = Setup::of(app, "kim").await;
    setup.begin(Method::Email).await;
    setup.address("kim@new.example").await;
    let code = app.delivered_code().await;
    (setup, code)
}

on_both_engines! {
    async fn a_form_without_a_sign_in_does_nothing(app) {
        let (mut setup, code) = at_the_code(&app).await;
        let turn = setup.turn.clone();
        setup.browser.submit("/api/signin/out", &[]).await;
        let page = setup.send(&turn, "code", &[("code", &code)]).await;
        assert_eq!(page.location(), "/signin?next=setup");
        assert_eq!(app.rows.number(REGISTERED).await, 0);
    }

    async fn a_sign_in_that_is_over_or_of_a_disabled_person_does_nothing(app) {
        let (mut setup, code) = at_the_code(&app).await;
        let turn = setup.turn.clone();
        app.rows.change("update person set disabled = 1").await;
        let page = setup.send(&turn, "code", &[("code", &code)]).await;
        assert_eq!(page.location(), "/signin?next=setup");
        app.rows.change("update person set disabled = 0").await;
        app.clock.advance(8 * 3600);
        assert_eq!(setup.browser.get("/setup").await.location(), "/signin?next=setup");
        assert_eq!(app.rows.number(REGISTERED).await, 0);
    }

    async fn somebody_elses_enrolment_is_out_of_reach(app) {
        let (kims, code) = at_the_code(&app).await;
        app.add(Seed::own("lee", "+31687654321")).await;
        let mut lees = Setup::of(&app, "lee").await;
        let id = |name: &str| format!("select e.id from enrolment e join person p on p.id = e.person_id where p.account = '{name}'");
        let kim = app.rows.texts(&id("kim")).await.concat();
        let lee = app.rows.texts(&id("lee")).await.concat();
        let planted = app.rows.change(&format!("update session set document = replace(document, '{lee}', '{kim}')")).await;
        assert!(planted > 0);
        let page = lees.send(&kims.turn, "code", &[("code", &code)]).await;
        assert_eq!(page.location(), "/setup?said=moved");
        lees.open("/setup").await;
        assert!(!lees.says("new.example"));
        assert_eq!(app.rows.number(REGISTERED).await, 0);
    }

    async fn a_code_counts_once_and_for_its_own_turn(app) {
        let (mut setup, code) = at_the_code(&app).await;
        let old = setup.turn.clone();
        setup.code("000000").await;
        let page = setup.send(&old, "code", &[("code", &code)]).await;
        assert_eq!(page.location(), "/setup?said=moved");
        assert_eq!(app.rows.number(REGISTERED).await, 0);
        setup.code(&code).await;
        assert_eq!(app.rows.number(REGISTERED).await, 1);
        assert_eq!(addressed(&app.delivered().await), KNOWN);
        for turn in [old, setup.turn.clone(), "99".to_owned(), "x".to_owned()] {
            let page = setup.send(&turn, "code", &[("code", &code)]).await;
            assert_eq!(page.location(), "/setup?said=moved");
        }
        assert!(app.delivered().await.is_empty());
    }

    async fn a_code_of_another_enrolment_is_wrong(app) {
        let (_, code) = at_the_code(&app).await;
        let mut other = Setup::of(&app, "kim").await;
        other.begin(Method::Email).await;
        other.address("kim@new.example").await;
        assert_ne!(app.delivered_code().await, code);
        other.code(&code).await;
        assert!(other.refuses(Refusal::CodeWrong));
    }

    async fn guessing_ends_at_the_limit_in_every_browser(app) {
        let (mut setup, code) = at_the_code(&app).await;
        for _ in 0..4 {
            setup.code("000000").await;
            assert!(setup.refuses(Refusal::CodeWrong));
        }
        setup.code("000000").await;
        assert!(setup.refuses(Refusal::Locked));
        let page = setup.send(&setup.turn.clone(), "code", &[("code", &code)]).await;
        assert_eq!(page.location(), "/setup?said=moved");
        let mut fresh = Setup::of(&app, "kim").await;
        fresh.begin(Method::Sms).await;
        assert!(fresh.refuses(Refusal::Locked));
        assert_eq!(app.rows.number(REGISTERED).await, 0);
    }

    async fn a_hundred_right_codes_at_once_are_one_registration(app) {
        let (setup, code) = at_the_code(&app).await;
        let mut copies: Vec<Browser> = vec![setup.browser.clone(); 100];
        let fields = [("turn", setup.turn.as_str()), ("code", code.as_str())];
        join_all(copies.iter_mut().map(|browser| browser.submit("/api/setup/code", &fields))).await;
        let done = "select count(*) from audit where act = 'setup.enter_code' and outcome = 'done'";
        assert_eq!(app.rows.number(done).await, 1);
        assert_eq!(app.rows.number(REGISTERED).await, 1);
        assert_eq!(addressed(&app.delivered().await), KNOWN, "and one word of it");
        assert_eq!(app.rows.number("select count(*) from audit where completed_at is null").await, 0);
    }

    async fn codes_to_numbers_are_capped_for_a_person(app) {
        app.add(Seed::full("kim")).await;
        let mut sent = 0;
        for n in 0..9 {
            let mut setup = Setup::of(&app, "kim").await;
            setup.begin(Method::Sms).await;
            setup.number(&format!("+3161000000{n}")).await;
            let texts = app.delivered().await.len();
            assert_eq!(texts == 0, setup.refuses(Refusal::TooManySends));
            sent += texts;
        }
        assert_eq!(sent, 5);
    }

    async fn codes_to_a_number_that_is_not_ones_own_leave_its_owner_theirs(app) {
        app.add(Seed::own("lee", "+31687654321")).await;
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        for _ in 0..6 {
            setup.number("+31687654321").await;
            app.delivered().await;
            setup.act("back", &[]).await;
        }
        let mut wizard = app.wizard().await;
        wizard.identify("lee").await;
        wizard.choose(Method::Sms).await;
        wizard.number("+31687654321").await;
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn codes_go_to_the_listed_countries_alone_and_under_the_shared_caps(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| {
            policy.limits.countries = vec!["31".to_owned()];
            policy.limits.sends_per_address.max = 2;
        }).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        for _ in 0..9 {
            setup.number("+88213000003").await;
            assert!(setup.refuses(Refusal::NumberCountry));
        }
        for expected in [1, 1, 0] {
            setup.number("+31610000001").await;
            assert_eq!(app.delivered().await.len(), expected);
            setup.act("back", &[]).await;
        }
    }

    async fn an_old_sign_in_is_asked_for_the_password_once_more(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        app.clock.advance(300);
        setup.begin(Method::Email).await;
        assert!(setup.says("Type your password once more"));
        let page = setup.send(&setup.turn.clone(), "address", &[("address", "kim@new.example")]).await;
        assert_eq!(page.location(), "/setup?said=moved", "nothing goes past it");
        for _ in 0..9 {
            setup.act("prove", &[("password", "wrong")]).await;
            assert!(setup.refuses(Refusal::ProofWrong));
        }
        let before = setup.browser.cookies.clone();
        setup.act("prove", &[("password", PASSWORD)]).await;
        assert!(setup.says("Your private e-mail address"), "{}", setup.page);
        assert_ne!(setup.browser.cookies, before, "the session has a new name");
        setup.act("leave", &[]).await;
        setup.begin(Method::Sms).await;
        assert!(setup.says("Your mobile number"), "the proof is good for a while");
        assert!(app.delivered().await.is_empty());
    }

    async fn wrong_passwords_are_counted_and_keep_nobody_from_signing_in(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        app.clock.advance(300);
        setup.begin(Method::Email).await;
        for _ in 0..10 {
            setup.act("prove", &[("password", "wrong")]).await;
        }
        setup.act("prove", &[("password", PASSWORD)]).await;
        assert!(setup.refuses(Refusal::SignInWait { seconds: 60 }), "{}", setup.page);
        let fields = [("user_name", "kim"), ("password", PASSWORD)];
        assert_eq!(app.browser().submit("/api/signin/submit", &fields).await.location(), "/account");
    }

    async fn what_policy_does_not_allow_cannot_be_registered(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        for method in ["totp", "questions", "helpdesk_pass", "passkey", ""] {
            setup.act("begin", &[("method", method)]).await;
            assert!(setup.refuses(Refusal::MethodUnavailable), "{method}");
        }
        setup.begin(Method::Email).await;
        setup.address("kim@new.example").await;
        let code = app.delivered_code().await;
        app.change_policy(|policy| {
            policy.gates = 1;
            policy.methods = vec![Method::Sms];
        }).await;
        setup.code(&code).await;
        assert!(setup.refuses(Refusal::MethodUnavailable), "nor when policy changes on the way");
        assert_eq!(app.rows.number(REGISTERED).await, 0);
    }

    async fn a_number_is_removed_by_its_own_name_alone(app) {
        let (mut setup, code) = at_the_code(&app).await;
        setup.code(&code).await;
        app.delivered().await;
        assert_eq!(app.rows.number(REGISTERED).await, 1);
        for method in ["mobile_call", "office_call", "helpdesk_pass", "totp"] {
            setup.act("remove", &[("method", method)]).await;
            assert!(setup.refuses(Refusal::MethodUnavailable), "{method}");
        }
        assert!(app.delivered().await.is_empty(), "nor is anybody told so");
    }

    async fn a_foreign_site_registers_nothing(app) {
        let (mut setup, code) = at_the_code(&app).await;
        setup.browser.origin = "https://evil.example".to_owned();
        let page = setup.send(&setup.turn.clone(), "code", &[("code", &code)]).await;
        assert_eq!(page.status, 403);
        assert_eq!(app.rows.number(REGISTERED).await, 0);
    }
}

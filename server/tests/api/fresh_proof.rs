//! What is registered stands in for the password before a change.

use domain::method::Method;
use domain::policy::Policy;
use domain::refusal::Refusal;

use crate::on_both_engines;
use crate::support::{Device, PASSWORD, Seed, Setup, TestApp, addressed, asked, code_in};

const NUMBER: &str = "+31687654321";

/// Kim has an app and a confirmed number, signed in a while ago and wants another mailbox.
async fn asked_again(app: &TestApp) -> Setup<'_> {
    let mut setup = Setup::of_kim_with_everything(app).await;
    setup.begin(Method::Sms).await;
    setup.number(NUMBER).await;
    let code = app.delivered_code().await;
    setup.code(&code).await;
    app.delivered().await;
    app.clock.advance(300);
    setup.begin(Method::Email).await;
    assert!(is_asked(&setup), "{}", setup.page);
    setup
}

/// Kim in two browsers, each at the code of the app.
async fn both_at_the_code(app: &TestApp) -> [Setup<'_>; 2] {
    let mut first = asked_again(app).await;
    first.act("leave", &[]).await;
    let mut both = [first, Setup::of(app, "kim").await];
    app.clock.advance(300);
    for browser in &mut both {
        browser.begin(Method::Email).await;
        browser.test(Method::Totp).await;
    }
    both
}

fn is_asked(setup: &Setup<'_>) -> bool {
    setup.says("Type your password once more")
}

fn is_at_address(setup: &Setup<'_>) -> bool {
    setup.says("Your private e-mail address")
}

on_both_engines! {
    async fn strangers_who_use_up_the_tries_of_a_name_do_not_keep_its_owner_from_proving_the_password(app) {
        let mut setup = asked_again(&app).await;
        let wrong = [("user_name", "kim"), ("password", "wrong")];
        for _ in 0..12 {
            app.browser().submit("/api/signin/submit", &wrong).await;
        }
        let page = app.browser().submit("/api/signin/submit", &[("user_name", "kim"), ("password", PASSWORD)]).await;
        assert_eq!(page.location(), "/signin", "strangers wait, and so does whoever is not signed in");
        setup.act("prove", &[("password", PASSWORD)]).await;
        assert!(is_at_address(&setup), "{}", setup.page);
    }

    async fn guesses_of_the_password_before_a_change_are_counted_all_the_same(app) {
        let mut setup = asked_again(&app).await;
        for _ in 0..10 {
            setup.act("prove", &[("password", "wrong")]).await;
            assert!(setup.refuses(Refusal::ProofWrong), "{}", setup.page);
        }
        setup.act("prove", &[("password", PASSWORD)]).await;
        assert!(setup.refuses(Refusal::SignInWait { seconds: 60 }), "{}", setup.page);
    }

    async fn a_code_of_the_app_leads_on_and_is_used_up(app) {
        let mut setup = asked_again(&app).await;
        setup.test(Method::Totp).await;
        let before = setup.browser.cookies.clone();
        setup.code("").await;
        assert!(setup.refuses(Refusal::CodeMissing));
        let code = app.app_code();
        setup.code(&code).await;
        assert!(is_at_address(&setup), "{}", setup.page);
        assert!(!setup.says("It works"), "it was no test");
        assert_ne!(setup.browser.cookies, before, "the session has a new name");
        setup.register_address("kim@new.example").await;

        let mut other = Setup::of(&app, "kim").await;
        app.clock.advance(300);
        other.begin(Method::Questions).await;
        other.test(Method::Totp).await;
        let code = app.app_code();
        other.code(&code).await;
        assert!(other.says("name=\"answer1\""), "{}", other.page);
        app.clock.advance(300);
        setup.begin(Method::Questions).await;
        setup.test(Method::Totp).await;
        setup.code(&code).await;
        assert!(setup.refuses(Refusal::HeldCodeWrong), "{}", setup.page);
    }

    async fn a_text_to_the_number_leads_on(app) {
        let mut setup = asked_again(&app).await;
        assert!(setup.says("+XX XXXXXX21") && !setup.says(NUMBER), "masked: {}", setup.page);
        setup.test(Method::Sms).await;
        let sent = app.delivered().await;
        assert_eq!(addressed(&sent), [NUMBER]);
        assert!(!setup.says(NUMBER), "{}", setup.page);
        setup.code("000000").await;
        assert!(setup.refuses(Refusal::CodeWrong));
        setup.code(&code_in(&sent[0])).await;
        assert!(is_at_address(&setup), "{}", setup.page);
        setup.act("leave", &[]).await;
        setup.begin(Method::Email).await;
        assert!(is_at_address(&setup), "the proof is good for a while");
        app.clock.advance(300);
        setup.act("leave", &[]).await;
        setup.begin(Method::Email).await;
        assert!(is_asked(&setup));
    }

    async fn a_passkey_leads_on_and_somebody_elses_does_not(app) {
        let app = app.named().await;
        let (mut kims, mut lees) = (Device::new(1), Device::new(2));
        app.with_passkey(Seed::full("kim"), &mut kims).await;
        app.with_passkey(Seed::own("lee", NUMBER), &mut lees).await;
        let mut setup = Setup::of(&app, "kim").await;
        app.clock.advance(300);
        setup.begin(Method::Email).await;
        setup.test(Method::Passkey).await;
        let answer = lees.sign(&asked(&setup.page));
        setup.act("test_passkey", &[("answer", &answer)]).await;
        assert!(setup.refuses(Refusal::PasskeyWrong));
        let answer = kims.sign(&asked(&setup.page));
        setup.act("test_passkey", &[("answer", &answer)]).await;
        assert!(is_at_address(&setup), "{}", setup.page);
    }

    async fn another_way_can_be_taken_and_the_password_always_does(app) {
        let mut setup = asked_again(&app).await;
        setup.test(Method::Totp).await;
        assert!(setup.says("Use another method") && !is_asked(&setup));
        setup.act("back", &[]).await;
        assert!(is_asked(&setup));
        setup.act("prove", &[("password", PASSWORD)]).await;
        assert!(is_at_address(&setup));
    }

    async fn what_is_weak_or_the_organisations_or_a_call_does_not_stand_in(app) {
        let mut setup = Setup::of_kim_with_everything(&app).await;
        app.clock.advance(300);
        setup.begin(Method::Email).await;
        for method in Method::ALL {
            if method != Method::Totp {
                setup.test(method).await;
                assert!(setup.refuses(Refusal::MethodUnavailable) && is_asked(&setup), "{method:?}");
            }
        }
        setup.act("test", &[("method", "nonsense")]).await;
        assert!(setup.refuses(Refusal::MethodUnavailable) && is_asked(&setup));
        assert!(app.delivered().await.is_empty());
    }

    async fn what_policy_does_not_allow_any_more_does_not_stand_in(app) {
        let mut setup = asked_again(&app).await;
        setup.test(Method::Totp).await;
        app.change_policy(|policy: &mut Policy| policy.methods = vec![Method::Email, Method::Sms]).await;
        let code = app.app_code();
        setup.code(&code).await;
        assert!(setup.refuses(Refusal::MethodUnavailable), "{}", setup.page);
        setup.begin(Method::Email).await;
        assert!(is_asked(&setup) && !setup.says("Use your authenticator app"));
    }

    async fn a_number_that_was_replaced_meanwhile_does_not_stand_in(app) {
        let mut thief = asked_again(&app).await;
        thief.test(Method::Sms).await;
        let code = app.delivered_code().await;
        let mut owner = Setup::of(&app, "kim").await;
        owner.begin(Method::Sms).await;
        owner.number("+31600000001").await;
        let new = app.delivered_code().await;
        owner.code(&new).await;
        assert!(owner.says("Changed"), "{}", owner.page);
        thief.code(&code).await;
        assert!(thief.refuses(Refusal::MethodUnavailable), "{}", thief.page);
        thief.begin(Method::Email).await;
        assert!(is_asked(&thief));
    }

    async fn nothing_goes_past_a_proof_that_is_not_given(app) {
        let mut setup = asked_again(&app).await;
        setup.test(Method::Totp).await;
        for (act, name, value) in [
            ("address", "address", "kim@new.example"),
            ("number", "number", "+31600000001"),
            ("begin", "method", "questions"),
            ("remove", "method", "totp"),
            ("confirm_removal", "x", ""),
            ("prove", "password", PASSWORD),
            ("resend", "x", ""),
        ] {
            let page = setup.send(&setup.turn.clone(), act, &[(name, value)]).await;
            assert_eq!(page.location(), "/setup?said=moved", "{act}");
        }
        assert!(app.delivered().await.is_empty());
    }

    async fn the_key_of_a_new_app_is_shown_after_the_proof_alone(app) {
        let mut setup = asked_again(&app).await;
        setup.act("leave", &[]).await;
        setup.begin(Method::Totp).await;
        assert_eq!(setup.key(), None);
        setup.test(Method::Totp).await;
        assert_eq!(setup.key(), None);
        let code = app.app_code();
        setup.code(&code).await;
        assert!(setup.key().is_some(), "{}", setup.page);
    }

    async fn guessing_a_proof_locks_in_every_browser(app) {
        let [mut setup, mut other] = both_at_the_code(&app).await;
        for _ in 0..3 {
            setup.code("000000").await;
            assert!(setup.refuses(Refusal::HeldCodeWrong));
        }
        other.code("000000").await;
        assert!(other.refuses(Refusal::HeldCodeWrong));
        other.code("000000").await;
        assert!(other.refuses(Refusal::Locked), "{}", other.page);
        let code = app.app_code();
        setup.code(&code).await;
        assert!(setup.refuses(Refusal::Locked), "the right one too: {}", setup.page);
        setup.begin(Method::Email).await;
        assert!(setup.refuses(Refusal::Locked));
    }

    async fn one_code_is_the_proof_of_one_browser(app) {
        let [mut setup, mut other] = both_at_the_code(&app).await;
        let code = app.app_code();
        tokio::join!(setup.code(&code), other.code(&code));
        let proven = [&setup, &other].into_iter().filter(|browser| is_at_address(browser));
        assert_eq!(proven.count(), 1);
    }

    async fn a_password_that_was_just_changed_is_one(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        app.clock.advance(300);
        setup.begin(Method::Email).await;
        assert!(setup.says("Type your password once more"), "{}", setup.page);
        let new = "brand-New-Wagon-93";
        let fields = [("old_password", PASSWORD), ("password", new), ("repeat", new)];
        setup.browser.submit("/api/account/change_password", &fields).await;
        setup.open("/setup").await;
        setup.begin(Method::Email).await;
        assert!(!setup.says("Type your password once more"), "{}", setup.page);
        assert_eq!(app.delivered().await.len(), 1);
    }
}

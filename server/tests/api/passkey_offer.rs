//! To whom a passkey is offered, and what names that lead nowhere are shown.

use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::StepView;
use serde_json::Value;

use crate::on_both_engines;
use crate::support::{Device, Seed, TestApp, Wizard, rule};

const PASSED: &str = "select count(*) from audit where detail like '%\"gate\"%'";

/// Kim, who has a passkey, in front of the step that asks for it.
async fn asked_for<'a>(app: &'a TestApp, name: &str) -> Wizard<'a> {
    let mut wizard = app.wizard().await;
    wizard.identify(name).await;
    wizard.choose(Method::Passkey).await;
    wizard
}

async fn kim(app: &TestApp) -> Device {
    let mut device = Device::new(1);
    app.with_passkey(Seed::full("kim"), &mut device).await;
    device
}

/// What a device is asked, without what is different every time.
fn shape(wizard: &Wizard<'_>) -> Value {
    let mut request = wizard.request();
    let challenge = request["challenge"].take();
    assert_eq!(challenge.as_str().expect("a challenge").len(), 43);
    request
}

on_both_engines! {
    async fn a_name_that_nobody_has_is_asked_the_same_and_never_passes(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let real = asked_for(&app, "kim").await;
        let mut seen = 0;
        for number in 0..24 {
            let name = format!("nobody{number}");
            let mut wizard = asked_for(&app, &name).await;
            if wizard.notice() == Some(Refusal::MethodUnavailable) {
                continue;
            }
            seen += 1;
            assert_eq!(shape(&wizard), shape(&real));
            wizard.use_passkey(&mut device).await;
            assert_eq!(wizard.notice(), Some(Refusal::PasskeyWrong), "{name}");
            wizard.answer_with("").await;
            assert_eq!(wizard.notice(), Some(Refusal::PasskeyMissing));
        }
        assert!((3..20).contains(&seen), "{seen} of 24 are offered it");
        assert_eq!(app.rows.number(PASSED).await, 0);
    }

    async fn a_sign_in_screen_and_a_portal_without_a_name_offer_none(app) {
        let named = app.named().await;
        kim(&named).await;
        let offered = |wizard: &Wizard<'_>| match wizard.step() {
            StepView::Choose { offers, .. } => offers.iter().any(|offer| offer.method == Method::Passkey),
            other => panic!("nothing to choose: {other:?}"),
        };
        for (app, from_logon, expected) in [(&named, false, true), (&named, true, false), (&app, false, false)] {
            let mut wizard = app.wizard().await;
            if from_logon {
                wizard.browser.get("/reset?from=logon").await;
                wizard.turn = 0;
            }
            wizard.identify("kim").await;
            assert_eq!(offered(&wizard), expected);
        }
        let mut screen = named.browser();
        let page = screen.get("/reset?from=logon").await.text();
        assert!(!page.contains("PublicKeyCredential"), "no script either");
    }

    async fn a_rule_for_groups_decides_who_may(app) {
        let app = app.named().await;
        app.change_policy(|policy| {
            policy.methods = vec![Method::Email, Method::Sms];
            let staff = "methods = [\"email\", \"passkey\"]\nstrength = 4";
            policy.groups = vec![rule("Staff", staff)];
        }).await;
        let mut device = kim(&app).await;
        let guest = Seed { groups: vec![], ..Seed::own("lee", "+31687654321") };
        app.add(guest).await;
        let mut wizard = asked_for(&app, "lee").await;
        assert_eq!(wizard.notice(), Some(Refusal::MethodUnavailable));
        wizard = asked_for(&app, "kim").await;
        wizard.use_passkey(&mut device).await;
        assert_eq!(wizard.notice(), None);
    }

    async fn without_scripts_the_page_says_so_and_offers_another_way(app) {
        let app = app.named().await;
        kim(&app).await;
        let mut wizard = asked_for(&app, "kim").await;
        let page = wizard.browser.get("/reset").await.text();
        assert!(page.contains("This browser cannot use passkeys"));
        assert!(page.contains("/api/reset/other_method"));
        let script = page.split("<script").find(|script| script.contains("parseRequestOptionsFromJSON"));
        assert!(script.expect("the script").contains("nonce=\""), "the policy of the page lets it run");
    }
}

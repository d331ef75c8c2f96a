//! Rules for groups: one applies to a person, and a running reset keeps it.

use domain::challenge::Proof;
use domain::method::Method;
use domain::policy::Policy;
use domain::wizard::StepView;

use crate::on_both_engines;
use crate::support::{Seed, TestApp, Wizard, rule};

async fn put_rules(app: &TestApp) {
    app.allow_everything().await;
    app.change_policy(|policy: &mut Policy| {
        policy.groups = vec![
            rule(
                "Administrators",
                "methods = [\"totp\", \"sms\"]\nstrength = 5",
            ),
            rule("Staff", "gates = 1\nmethods = [\"email\"]"),
        ];
    })
    .await;
}

fn offered(wizard: &Wizard<'_>) -> Vec<Method> {
    match wizard.step() {
        StepView::Choose { offers, .. } => offers.iter().map(|offer| offer.method).collect(),
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn members_of_two_groups_are_held_to_the_rule_that_comes_first(app) {
        put_rules(&app).await;
        let groups = vec!["Staff", "Administrators"];
        let ada = app.add(Seed { groups, ..Seed::full("ada") }).await;
        app.give_authenticator(&ada).await;
        app.add(Seed { email: Some("kim2@home.example"), ..Seed::full("kim") }).await;

        let mut strict = app.wizard().await;
        strict.identify("ada").await;
        assert_eq!(offered(&strict), [Method::Totp, Method::Sms]);
        strict.hold(Method::Totp, Proof::Right).await;
        assert!(!strict.at_password());
        strict.pass_text("+31612345678").await;
        assert!(strict.at_password());

        let mut lenient = app.wizard().await;
        lenient.identify("kim").await;
        assert_eq!(offered(&lenient), [Method::Email]);
        lenient.pass_mail().await;
        assert!(lenient.at_password());
    }

    async fn a_running_reset_keeps_its_rule(app) {
        put_rules(&app).await;
        let ada = app.add(Seed { groups: vec!["Administrators"], ..Seed::full("ada") }).await;
        app.give_authenticator(&ada).await;
        let mut wizard = app.wizard().await;
        wizard.identify("ada").await;
        app.rows.change("update person_group set name = 'Staff'").await;
        app.change_policy(|policy| policy.groups.clear()).await;
        wizard.hold(Method::Totp, Proof::Right).await;
        assert!(!wizard.at_password());
        assert_eq!(offered(&wizard), [Method::Sms], "worth 5 with the app");
    }

    async fn a_rule_tells_no_name_from_another(app) {
        put_rules(&app).await;
        let mut seen = Vec::new();
        for n in 0..40 {
            let mut wizard = app.wizard().await;
            wizard.browser.peer.set_ip([203, 0, 113, n].into());
            wizard.identify(&format!("ghost{n}")).await;
            let gates = wizard.view.as_ref().expect("a view").gates;
            let methods = offered(&wizard);
            assert!(methods.len() >= usize::from(gates));
            seen.push((gates, methods == [Method::Totp, Method::Sms]));
        }
        for shown in [(1, false), (2, true), (2, false)] {
            assert!(seen.contains(&shown), "{shown:?} is shown to no decoy");
        }
    }
}

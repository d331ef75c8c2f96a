//! The wizard from the user name to the sign-in.

use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::StepView;

use crate::on_both_engines;
use crate::support::Seed;

on_both_engines! {
    async fn two_gates_lead_to_a_new_password_that_signs_in(app) {
        app.add(Seed { work_email: Some("kim@wingtip.example"), ..Seed::full("kim") }).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim@wingtip.example").await;
        wizard.pass_mail().await;
        wizard.pass_text("+31 6 1234 5678").await;
        assert!(wizard.at_password());
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done(), "{:?}", wizard.view);
        assert_eq!(app.delivered().await.len(), 2, "both addresses are told");

        let mut browser = app.browser();
        let fields = |password| [("user_name", "WINGTIP\\Kim"), ("password", password)];
        let refused = browser.submit("/api/signin/submit", &fields("Old-Password-4711")).await;
        assert!(refused.location().starts_with("/signin"));
        let page = browser.submit("/api/signin/submit", &fields("brand-New-Wagon-93")).await;
        assert_eq!(page.location(), "/account");
        assert!(browser.get("/account").await.text().contains("Kim Akers"));
    }

    async fn the_wizard_never_signs_in_by_itself(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.pass_mail().await;
        wizard.pass_text("+31612345678").await;
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done());
        app.delivered().await;
        assert_eq!(wizard.browser.get("/account").await.location(), "/signin");
    }

    async fn a_refused_password_keeps_the_step_and_says_exactly_why(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.pass_mail().await;
        wizard.pass_text("+31612345678").await;
        wizard.password("short").await;
        assert_eq!(wizard.notice(), Some(Refusal::PasswordRefused));
        let StepView::NewPassword { verdict: Some(verdict), .. } = wizard.step() else {
            panic!("{:?}", wizard.step());
        };
        assert!(!verdict.findings.is_empty());
        wizard.act("set_password", &[("password", "brand-New-Wagon-93"), ("repeat", "another")]).await;
        assert_eq!(wizard.notice(), Some(Refusal::PasswordsDiffer));
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done());
        app.delivered().await;
    }

    async fn the_offers_are_masked(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let StepView::Choose { offers, gate: 1 } = wizard.step() else {
            panic!("{:?}", wizard.step());
        };
        let hints: Vec<_> = offers.iter().map(|offer| (offer.method, offer.hint.as_str())).collect();
        assert_eq!(hints, [(Method::Email, "k•••@h•••"), (Method::Sms, "+XX XXXXXX78")]);
    }
}

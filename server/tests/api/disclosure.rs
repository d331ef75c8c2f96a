//! What a name that cannot reset is told: nothing on the screen, the truth by mail; or both.

use domain::method::Method;
use domain::policy::{Disclosure, Scope};
use domain::refusal::Refusal;
use domain::wizard::StepView;
use server::delivery::Message;

use crate::on_both_engines;
use crate::support::{Seed, TestApp};

async fn told(app: &TestApp, name: &str) -> (Option<Refusal>, StepView) {
    let mut wizard = app.wizard().await;
    wizard.identify(name).await;
    (wizard.notice(), wizard.step().clone())
}

async fn mails(app: &TestApp) -> Vec<String> {
    let text = |message| match message {
        Message::Mail(mail) => mail.text,
        _ => panic!("a mail was expected"),
    };
    app.delivered().await.into_iter().map(text).collect()
}

on_both_engines! {
    async fn helpful_disclosure_shows_each_reason_with_its_code(app) {
        app.change_policy(|policy| policy.disclosure = Disclosure::Helpful).await;
        app.add(Seed { disabled: true, ..Seed::own("dis", "+31610000001") }).await;
        app.add(Seed { email: None, ..Seed::own("few", "+31610000002") }).await;
        app.add(Seed::own("out", "+31610000003")).await;
        let (notice, step) = told(&app, "ghost").await;
        assert_eq!(notice, Some(Refusal::UnknownName));
        assert!(matches!(step, StepView::Identify { user_name, .. } if user_name == "ghost"), "the name can be mended");
        assert_eq!(told(&app, "dis").await, (Some(Refusal::Disabled), StepView::Stopped));
        assert_eq!(told(&app, "few").await, (Some(Refusal::TooFewMethods), StepView::Stopped));
        app.change_policy(|policy| policy.scope = Scope::Groups { groups: vec!["Board".to_owned()] }).await;
        assert_eq!(told(&app, "out").await, (Some(Refusal::OutOfScope), StepView::Stopped));
        app.change_policy(|policy| policy.scope = Scope::Nobody).await;
        assert_eq!(told(&app, "out").await, (Some(Refusal::ResetOff), StepView::Stopped));
        let codes = [Refusal::ResetOff, Refusal::OutOfScope, Refusal::TooFewMethods].map(Refusal::code);
        assert_eq!(codes, [Some("SSPR_0009"), Some("SSPR_0013"), Some("SSPR_0014")]);
        let mut wizard = app.wizard().await;
        wizard.identify("out").await;
        assert!(wizard.browser.get("/reset").await.text().contains("SSPR_0009"), "the page shows the code");
        assert!(app.delivered().await.is_empty(), "no mail where the screen tells");
    }

    async fn helpful_disclosure_says_that_an_account_is_locked(app) {
        app.change_policy(|policy| policy.disclosure = Disclosure::Helpful).await;
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.fail_until_locked().await;
        app.delivered().await;
        assert_eq!(told(&app, "kim").await, (Some(Refusal::Locked), StepView::Stopped));
    }

    async fn strict_disclosure_tells_the_ineligible_by_mail_once_a_day(app) {
        app.add(Seed { disabled: true, ..Seed::own("dis", "+31610000001") }).await;
        for _ in 0..3 {
            let (notice, step) = told(&app, "dis").await;
            assert_eq!(notice, None);
            assert!(matches!(step, StepView::Choose { offers, .. } if offers.len() == 2));
        }
        let first = mails(&app).await;
        assert_eq!(first.len(), 1);
        assert!(first[0].contains("Your account is disabled"));
        app.clock.advance(86_399);
        told(&app, "dis").await;
        assert!(mails(&app).await.is_empty());
        app.clock.advance(86_400);
        told(&app, "dis").await;
        assert_eq!(mails(&app).await.len(), 1);
    }

    async fn each_reason_has_its_own_mail(app) {
        app.add(Seed { mobile: None, ..Seed::own("few", "+31610000002") }).await;
        app.add(Seed { email: None, work_email: Some("nil@wingtip.example"), mobile: None, ..Seed::full("nil") }).await;
        app.add(Seed::own("out", "+31610000003")).await;
        app.add(Seed::own("off", "+31610000004")).await;
        told(&app, "few").await;
        assert!(mails(&app).await.concat().contains("Too few ways"));
        told(&app, "nil").await;
        assert!(mails(&app).await.concat().contains("Too few ways"), "the work mailbox hears of it");
        app.change_policy(|policy| policy.scope = Scope::Groups { groups: vec!["Board".to_owned()] }).await;
        told(&app, "out").await;
        assert!(mails(&app).await.concat().contains("not among those"));
        app.change_policy(|policy| policy.scope = Scope::Nobody).await;
        told(&app, "off").await;
        assert!(mails(&app).await.concat().contains("does not let people reset"));
    }

    async fn a_lock_is_told_by_mail_even_on_the_day_that_began_without_it(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.fail_until_locked().await;
        app.delivered().await;
        for _ in 0..3 {
            told(&app, "kim").await;
        }
        let mails = mails(&app).await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("too many failed attempts") && mails[0].contains("24 hours"));
    }

    async fn an_unknown_name_sends_nothing_anywhere(app) {
        let mut wizard = app.wizard().await;
        wizard.identify("ghost").await;
        wizard.choose(Method::Email).await;
        wizard.act("other_method", &[]).await;
        wizard.choose(Method::Sms).await;
        wizard.number("+31612345678").await;
        assert!(app.delivered().await.is_empty());
        assert!(app.rows.count("outbox").await >= 2, "though the same rows were written");
        assert_eq!(app.rows.number("select count(*) from outbox where kind <> 'void' or state <> 'done'").await, 0);
    }
}

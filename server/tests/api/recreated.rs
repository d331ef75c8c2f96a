//! An account that was removed and made anew under its name begins with nothing of the old one.

use domain::identity::UserName;
use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::StepView;
use server::method::helpdesk_pass;

use crate::on_both_engines;
use crate::support::{
    Browser, Device, PASSWORD, Seed, Setup, TABLES, TestApp, Wizard, addressed, asked,
};

const NUMBER: &str = "+31687654321";

/// Kim, who has registered all that there is, and what is left of it afterwards.
struct Old {
    id: String,
    browser: Browser,
    device: Device,
    pass: String,
}

async fn with_everything(app: &TestApp) -> Old {
    let mut device = Device::new(1);
    app.with_passkey(Seed::full("kim"), &mut device).await;
    let mut setup = Setup::of(app, "kim").await;
    setup.register_address("kim@old.example").await;
    setup.begin(Method::Sms).await;
    setup.number(NUMBER).await;
    let code = app.delivered_code().await;
    setup.code(&code).await;
    app.delivered().await;
    let id = app.rows.texts("select id from person").await.remove(0);
    let person = domain::identity::PersonId::new(id.clone());
    app.give_authenticator(&person).await;
    app.give_answers(&person).await;
    let name = UserName::parse("kim").expect("a name");
    let pass = helpdesk_pass::make(&app.services, &name).await;
    Old {
        id,
        browser: setup.browser,
        device,
        pass: pass.expect("a pass").expose().to_owned(),
    }
}

/// Removes the account and makes another one of its name, with a mailbox alone.
async fn made_anew(app: &TestApp) {
    app.rows
        .change("delete from person where account = 'kim'")
        .await;
    app.add(Seed {
        email: Some("kim@new.example"),
        mobile: None,
        ..Seed::full("kim")
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
    async fn nothing_that_proved_the_old_one_proves_the_new_one(app) {
        let app = app.named().await;
        let mut old = with_everything(&app).await;
        made_anew(&app).await;
        app.change_policy(|policy| policy.gates = 1).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let open = [Method::Email, Method::HelpdeskPass];
        assert_eq!(offered(&wizard), open, "anybody may ask for a pass");
        for method in Method::ALL.into_iter().filter(|method| !open.contains(method)) {
            wizard.choose(method).await;
            assert_eq!(wizard.notice(), Some(Refusal::MethodUnavailable), "{method:?}");
        }
        wizard.choose(Method::Email).await;
        assert_eq!(addressed(&app.delivered().await), ["kim@new.example"]);
        for code in [app.app_code(), old.pass.clone()] {
            wizard.code(&code).await;
            assert_eq!(wizard.notice(), Some(Refusal::CodeWrong));
        }
        let mut browser = app.browser();
        let request = asked(&browser.get("/signin").await.text());
        let answer = old.device.sign(&request);
        let page = browser.submit("/api/signin/passkey", &[("answer", &answer)]).await;
        assert_eq!(page.location(), "/signin");
    }

    async fn whoever_was_signed_in_is_out_and_what_they_were_doing_is_over(app) {
        let app = app.named().await;
        let mut old = with_everything(&app).await;
        let mut setup = Setup { app: &app, browser: old.browser.clone(), page: String::new(), turn: String::new() };
        setup.open("/setup").await;
        setup.begin(Method::Email).await;
        setup.address("kim@evil.example").await;
        let code = app.delivered_code().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Sms).await;
        wizard.number(NUMBER).await;
        let text = app.delivered_code().await;
        made_anew(&app).await;
        assert_eq!(old.browser.get("/account").await.location(), "/signin");
        let turn = setup.turn.clone();
        let page = setup.send(&turn, "code", &[("code", &code)]).await;
        assert_eq!(page.location(), "/signin?next=setup");
        wizard.code(&text).await;
        wizard.pass_mail().await;
        wizard.password("brand-New-Wagon-93").await;
        assert!(!wizard.is_done(), "{:?}", wizard.view);
        let evil = "select count(*) from contact where value like '%evil%' or value like '%old%'";
        assert_eq!(app.rows.number(evil).await, 0);
    }

    async fn a_second_step_is_not_asked_for_and_the_old_one_is_not_taken(app) {
        let app = app.named().await;
        app.change_policy(|policy| policy.sign_in.second_step = domain::policy::SecondStep::WhenRegistered).await;
        with_everything(&app).await;
        let mut half = app.browser();
        let fields = [("user_name", "kim"), ("password", PASSWORD)];
        assert_eq!(half.submit("/api/signin/submit", &fields).await.location(), "/signin/code");
        let code = app.app_code();
        made_anew(&app).await;
        half.submit("/api/signin/code", &[("code", &code)]).await;
        assert_eq!(half.get("/account").await.location(), "/signin");
        assert_eq!(app.browser().submit("/api/signin/submit", &fields).await.location(), "/account");
    }

    async fn an_invitation_of_the_old_one_lets_nobody_in(app) {
        app.add_joiner().await;
        let link = app.invitation("jo").await;
        app.rows.change("delete from person where account = 'jo'").await;
        app.add_joiner().await;
        let mut browser: Browser = app.browser();
        assert_ne!(browser.accept(&link).await, "/setup");
        assert_ne!(browser.get("/setup").await.status, 200);
    }

    async fn no_row_that_proves_anything_names_the_old_one(app) {
        let app = app.named().await;
        let old = with_everything(&app).await;
        made_anew(&app).await;
        // What was done, and what was counted, is not forgotten with an account.
        let history = ["audit", "standing", "sign_in_guard", "tally", "session", "challenge", "outbox"];
        for table in TABLES.into_iter().filter(|table| !history.contains(table)) {
            let rows = app.rows.dump(table).await.join("\n");
            assert!(!rows.contains(&old.id), "{table}: {rows}");
        }
    }
}

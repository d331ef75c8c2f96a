//! Walking the wizard with what a person has.

use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::StepView;
use server::delivery::Message;
use server::method::helpdesk_pass;

use super::OPENED;
use super::expected::{Outcome, line};
use super::people::{Bar, Person};
use super::policies::Rules;
use crate::support::{TestApp, Wizard, answer_to, code_in};

/// Which of the methods is taken that are offered.
#[derive(Clone, Copy)]
pub(super) enum Choice {
    First,
    Last,
}

/// Goes as far as this person comes.
pub(super) async fn walk(
    app: &TestApp,
    person: &mut Person,
    rules: &Rules,
    choice: Choice,
) -> Outcome {
    let pass = new_pass(app, person).await;
    let mut wizard = identified(app, person, rules).await;
    let mut places: Vec<String> = Vec::new();
    while let StepView::Choose { offers, .. } = wizard.step() {
        let offer = match choice {
            Choice::First => offers.first(),
            Choice::Last => offers.last(),
        };
        let method = offer.expect("no dead end").method;
        assert!(rules.of(person).methods.contains(&method), "{method:?}");
        let before = app.rows.number(OPENED).await;
        let place = prove(&mut wizard, person, method, &pass).await;
        let place = place.expect("what is offered can be proven");
        assert_eq!(
            app.rows.number(OPENED).await,
            before + 1,
            "{} by {method:?}",
            person.name
        );
        assert!(!places.contains(&place), "{} twice: {place}", person.name);
        places.push(place);
    }
    if let StepView::Stopped = wizard.step() {
        return Outcome::Refused(wizard.notice().unwrap_or(Refusal::Moved));
    }
    wizard.password(&new_password(app).await).await;
    assert!(wizard.is_done(), "{}: {:?}", person.name, wizard.view);
    app.delivered().await;
    Outcome::Passed {
        places: places.len(),
    }
}

/// Shows all that this person has wherever it is asked for.
pub(super) async fn attempt(app: &TestApp, person: &mut Person, rules: &Rules) {
    let pass = new_pass(app, person).await;
    let mut wizard = identified(app, person, rules).await;
    let StepView::Choose { offers, .. } = wizard.step() else {
        panic!("{:?}", wizard.view);
    };
    let offered: Vec<Method> = offers.iter().map(|offer| offer.method).collect();
    for method in offered {
        prove(&mut wizard, person, method, &pass).await;
        wizard.act("other_method", &[]).await;
    }
    wizard.password("brand-New-Wagon-93").await;
    assert!(
        !wizard.at_password() && !wizard.is_done(),
        "{}: {:?}",
        person.name,
        wizard.view
    );
    if person.bar == Bar::Nothing {
        let forgive = "delete from standing where subject = (select id from person where account";
        app.rows
            .change(&format!("{forgive} = '{}')", person.name))
            .await;
    }
}

async fn identified<'a>(app: &'a TestApp, person: &Person, rules: &Rules) -> Wizard<'a> {
    // A code of the app is right once, and so long.
    app.clock.advance(31);
    let mut browser = app.browser();
    if rules.at_a_screen {
        browser.get("/reset?from=logon").await;
    }
    let mut wizard = Wizard::within(app, browser).await;
    wizard.identify(person.name).await;
    app.delivered().await;
    wizard
}

/// Chooses a method and proves it as far as the person can; gives where the proof came from.
async fn prove(
    wizard: &mut Wizard<'_>,
    person: &mut Person,
    method: Method,
    pass: &str,
) -> Option<String> {
    let app = wizard.app;
    wizard.choose(method).await;
    let number = match method {
        Method::OfficeCall => person.contact("office_phone"),
        Method::Sms | Method::MobileCall => person.telephone(),
        _ => None,
    };
    if let Some((number, _)) = number {
        wizard.number(line(number)).await;
    }
    match (method, wizard.step()) {
        (Method::Email | Method::Sms | Method::MobileCall | Method::OfficeCall, _) => {
            let message = app.delivered().await.pop()?;
            receive(wizard, &message).await
        }
        (Method::Totp, StepView::EnterHeldCode { .. }) => {
            let code = app.app_code();
            wizard.code(&code).await;
            Some("device".to_owned())
        }
        (Method::HelpdeskPass, StepView::EnterHeldCode { .. }) => {
            wizard.code(pass).await;
            Some("helpdesk".to_owned())
        }
        (Method::Questions, StepView::Answer { .. }) => {
            wizard.answer(answer_to).await;
            Some("memory".to_owned())
        }
        (Method::Passkey, StepView::UsePasskey { .. }) => {
            wizard.use_passkey(person.passkey.as_mut()?).await;
            Some("device".to_owned())
        }
        // What is wrong often enough ends a reset of nobody too.
        (_, StepView::Stopped) => None,
        (_, other) => panic!("{method:?} leads to {other:?}"),
    }
}

/// Does what a message asks for.
async fn receive(wizard: &mut Wizard<'_>, message: &Message) -> Option<String> {
    let to = match message {
        Message::Mail(mail) => &mail.to,
        Message::Text(text) => &text.to,
        Message::Call(call) => {
            wizard.app.press(&call.id, '#').await;
            // An old form changes nothing, and is answered with the current step.
            wizard.act_at(0, "other_method", &[]).await;
            return Some(call.to.clone());
        }
    };
    wizard.code(&code_in(message)).await;
    Some(to.clone())
}

/// What the helpdesk reads out, where it may.
async fn new_pass(app: &TestApp, person: &Person) -> String {
    let name = domain::identity::UserName::parse(person.name).expect("a name");
    let pass = helpdesk_pass::make(&app.services, &name).await;
    pass.map_or_else(|_| "00000000".to_owned(), |pass| pass.expose().to_owned())
}

/// One that nobody had before.
async fn new_password(app: &TestApp) -> String {
    let set = app.rows.count("password_history").await;
    format!("brand-New-Wagon-{}", 1000 + set)
}

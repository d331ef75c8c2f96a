//! Somebody who has everything, and what is right and wrong of it.

use domain::identity::UserName;
use domain::method::Method;
use domain::policy::SecondStep;
use domain::questions::Question;
use serde_json::Value;
use server::method::helpdesk_pass;

use super::door::{Door, FilledIn, Form};
use super::way::Way;
use crate::support::{Browser, Device, Seed, Setup, TestApp, Wizard, answer_to, asked, lift};

const MOBILE: &str = "+31612345678";
const DESK: &str = "+31205550100";
const CONTACTS: &str = "insert into contact (person_id, kind, value, registered_at) \
                        select id, 'authentication_phone', '+31612345678', 1 from person";
const OFFICE: &str = "insert into contact (person_id, kind, value) \
                      select id, 'office_phone', '+31205550100' from person";
const INPUTS: [&str; 3] = ["answer1", "answer2", "answer3"];

/// Somebody who has everything.
pub(super) struct Kim<'a> {
    pub(super) app: &'a TestApp,
    pub(super) device: Device,
    pass: String,
}

impl<'a> Kim<'a> {
    pub(super) async fn new(app: &'a TestApp, way: Way) -> Self {
        app.allow_everything().await;
        app.change_policy(|policy| {
            lift(&mut policy.limits);
            policy.limits.failed_proofs.max = 5;
            if let Way::SecondStep(_) = way {
                policy.sign_in.second_step = SecondStep::WhenRegistered;
            }
        })
        .await;
        let mut device = Device::new(1);
        let kim = app.add(Seed::full("kim")).await;
        for contact in [CONTACTS, OFFICE] {
            app.rows.change(contact).await;
        }
        app.give_answers(&kim).await;
        if way.is_by_passkey() {
            let mut setup = Setup::of(app, "kim").await;
            setup.add_passkey(&mut device, "My phone").await;
            app.delivered().await;
        }
        app.give_authenticator(&kim).await;
        let name = UserName::parse("kim").expect("a name");
        let pass = helpdesk_pass::make(&app.services, &name).await;
        let pass = pass.expect("a pass").expose().to_owned();
        Self { app, device, pass }
    }

    pub(super) async fn setup(&self, browser: Browser) -> Setup<'a> {
        let mut setup = Setup {
            app: self.app,
            browser,
            page: String::new(),
            turn: String::new(),
        };
        setup.open("/setup").await;
        setup
    }

    pub(super) async fn in_a_reset(&mut self, mut wizard: Wizard<'a>, method: Method) -> Door {
        let (path, filled_in) = match method {
            Method::Email => ("enter_code", code(&self.app.delivered_code().await)),
            Method::Sms => {
                wizard.number(MOBILE).await;
                ("enter_code", code(&self.app.delivered_code().await))
            }
            Method::MobileCall | Method::OfficeCall => {
                let is_desk = method == Method::OfficeCall;
                wizard.number(if is_desk { DESK } else { MOBILE }).await;
                return self.call().await;
            }
            Method::Totp | Method::HelpdeskPass => ("enter_code", code(&self.held(method))),
            Method::Questions => ("answer", answers(&wizard.asked())),
            Method::Passkey => ("use_passkey", self.signed(&wizard.request())),
        };
        let path = format!("/api/reset/{path}");
        form(wizard.browser, &path, Some(wizard.turn), filled_in)
    }

    pub(super) async fn in_setup(&mut self, setup: Setup<'a>, method: Method) -> Door {
        let (path, filled_in) = match method {
            Method::Email | Method::Sms => ("code", code(&self.app.delivered_code().await)),
            Method::MobileCall | Method::OfficeCall => return self.call().await,
            Method::Totp | Method::HelpdeskPass => ("code", code(&self.held(method))),
            Method::Questions => ("test_answers", answers(&setup.asked_now())),
            Method::Passkey => ("test_passkey", self.signed(&asked(&setup.page))),
        };
        of_setup(setup, &format!("/api/setup/{path}"), filled_in)
    }

    async fn call(&self) -> Door {
        Door::Call {
            desk: self.app.calls(),
            id: self.app.placed().await.id,
        }
    }

    pub(super) fn held(&self, method: Method) -> String {
        match method {
            Method::HelpdeskPass => self.pass.clone(),
            _ => self.app.app_code(),
        }
    }

    fn signed(&mut self, request: &Value) -> FilledIn {
        let mut liar = Device {
            key: Device::new(2).key,
            ..self.device.clone()
        };
        FilledIn {
            right: vec![("answer", self.device.sign(request))],
            wrong: vec![("answer", liar.sign(request))],
        }
    }
}

pub(super) fn code(right: &str) -> FilledIn {
    let wrong = if right.starts_with('0') { "1" } else { "0" };
    FilledIn {
        right: vec![("code", right.to_owned())],
        wrong: vec![("code", wrong.repeat(right.len()))],
    }
}

fn answers(asked: &[Question]) -> FilledIn {
    let right = INPUTS.into_iter().zip(asked.iter().map(answer_to));
    FilledIn {
        right: right.collect(),
        wrong: INPUTS
            .map(|input| (input, "Something else".to_owned()))
            .to_vec(),
    }
}

pub(super) fn of_setup(setup: Setup<'_>, path: &str, filled_in: FilledIn) -> Door {
    let turn = setup.turn.parse().expect("a number");
    form(setup.browser, path, Some(turn), filled_in)
}

pub(super) fn form(browser: Browser, path: &str, turn: Option<u32>, filled_in: FilledIn) -> Door {
    Door::Form(Form {
        browser,
        path: path.to_owned(),
        turn,
        filled_in,
    })
}

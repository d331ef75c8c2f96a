//! Random sequences of everything a browser can send, against a truth that is kept by hand.

mod request;
mod truth;

use domain::identity::{PersonId, UserName};
use domain::throttle::Limit;
use domain::wizard::StepView;
use request::Request;
use server::method::helpdesk_pass;
use truth::Truth;

use crate::on_both_engines;
use crate::support::{Device, Seed, Setup, TestApp, Wizard, lift};

const WALKS: u8 = 40;
const STEPS: usize = 34;
const NEW: &str = "brand-New-Wagon-93";
const DESK: &str = "+31205550100";

/// One person, two browsers, and all that was really proven.
struct Walk<'a> {
    app: &'a TestApp,
    account: &'static str,
    number: &'static str,
    device: Device,
    pass: String,
    browsers: Vec<Wizard<'a>>,
    turns: Vec<u32>,
    truth: Truth,
    finished: bool,
}

impl<'a> Walk<'a> {
    /// Somebody who can prove everything.
    async fn of(app: &'a TestApp, n: u8) -> Self {
        let account: &str = Box::leak(format!("walker{n}").into_boxed_str());
        let number: &str = Box::leak(format!("+3161{n:07}").into_boxed_str());
        let id = app.add(Seed::own(account, number)).await;
        let mut device = Device::new(n + 1);
        let mut setup = Setup::of(app, account).await;
        setup.add_passkey(&mut device, "My phone").await;
        app.delivered().await;
        Self::give(app, &id).await;
        let name = UserName::parse(account).expect("a name");
        let pass = helpdesk_pass::make(&app.services, &name).await;
        Self {
            app,
            account,
            number,
            device,
            pass: pass.expect("a pass").expose().to_owned(),
            browsers: vec![app.wizard().await, app.wizard().await],
            turns: Vec::new(),
            truth: Truth::default(),
            finished: false,
        }
    }

    async fn give(app: &TestApp, id: &PersonId) {
        app.give_authenticator(id).await;
        app.give_answers(id).await;
        let office = format!(
            "insert into contact (person_id, kind, value) values ('{}', 'office_phone', '{DESK}')",
            id.as_str()
        );
        app.rows.change(&office).await;
    }

    fn draw(&self, below: usize) -> usize {
        let mut byte = [0];
        self.app.services.random.fill(&mut byte);
        usize::from(byte[0]) % below
    }

    async fn step(&mut self) {
        let i = self.draw(5) / 4;
        let step = self.browsers[i].view.as_ref().map(|view| &view.step);
        let at_start = matches!(step, None | Some(StepView::Identify { .. }));
        if matches!(step, Some(StepView::Stopped)) {
            self.browsers[i] = self.app.wizard().await;
            return;
        }
        if at_start && self.draw(8) > 0 {
            self.browsers[i].identify(self.account).await;
            return;
        }
        let request = self.request(i);
        let turn = match self.draw(6) {
            0 if !self.turns.is_empty() => self.turns[self.draw(self.turns.len())],
            _ => self.browsers[i].turn,
        };
        self.send(i, turn, request).await;
    }

    async fn send(&mut self, i: usize, turn: u32, request: Request) {
        let before = self.hash().await;
        let what = format!("{request:?}");
        match request {
            Request::Press { call, key } => {
                if key == '#' {
                    self.truth.prove(&call.challenge, call.place);
                }
                self.app.press(&call.id, key).await;
                // An old form changes nothing, and is answered with the current step.
                self.browsers[i].act_at(u32::MAX, "resend", &[]).await;
            }
            Request::Form { act, fields, shows } => {
                if let Some(place) = shows {
                    self.truth.prove(&self.challenge(i), place);
                }
                let fields = fields.iter().map(|(name, value)| (*name, value.as_str()));
                let fields: Vec<_> = fields.collect();
                self.browsers[i].act_at(turn, act, &fields).await;
            }
        }
        self.turns.push(self.browsers[i].turn);
        self.receive(i).await;
        self.check(i, &before, &what).await;
    }

    /// The new password is reached and set by two proofs from different places alone.
    async fn check(&mut self, i: usize, before: &[String], what: &str) {
        let browser = &self.browsers[i];
        let challenge = browser.support_code();
        let both = self.truth.places(&challenge) >= 2;
        if browser.at_password() || browser.is_done() {
            assert!(
                both,
                "{what} led to the password with a gate unmet: {:?}",
                browser.view
            );
        }
        if self.hash().await != before {
            assert!(
                both && browser.is_done(),
                "{what} changed a password with a gate unmet"
            );
            self.finished = true;
            // Whatever else was proven is revoked by now, and its support code may begin anew.
            self.truth.keep(&challenge);
        }
    }

    fn challenge(&self, i: usize) -> String {
        let view = self.browsers[i].view.as_ref();
        view.map(|view| view.support_code.clone())
            .unwrap_or_default()
    }

    async fn receive(&mut self, i: usize) {
        let challenge = self.browsers[i].support_code();
        for message in self.app.delivered().await {
            self.truth.receive(&challenge, &message, DESK);
        }
    }

    async fn hash(&self) -> Vec<String> {
        let hash = "select password_hash from person where account";
        let account = self.account;
        self.app.rows.texts(&format!("{hash} = '{account}'")).await
    }
}

on_both_engines! {
    async fn no_sequence_of_requests_reaches_the_password_without_two_proofs(app) {
        let app = app.named().await;
        app.change_policy(|policy| {
            lift(&mut policy.limits);
            policy.limits.failed_proofs = Limit::new(20, 86_400);
        }).await;
        let mut finished = 0;
        for n in 0..WALKS {
            let mut walk = Walk::of(&app, n).await;
            for _ in 0..STEPS {
                walk.step().await;
                app.clock.advance(3);
            }
            finished += u8::from(walk.finished);
        }
        assert!(finished > WALKS / 10, "only {finished} of {WALKS} walks came to an end: they prove too little");
    }
}

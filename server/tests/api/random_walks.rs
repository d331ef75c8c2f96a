//! Random sequences of everything a browser can send, against a truth that is kept by hand.

use std::collections::HashSet;

use domain::method::Method;
use domain::policy::Policy;
use domain::throttle::Limit;
use domain::wizard::StepView;
use server::delivery::Message;

use crate::on_both_engines;
use crate::support::{Seed, TestApp, Wizard, code_in};

const WALKS: usize = 40;
const STEPS: usize = 34;
const NEW: &str = "brand-New-Wagon-93";

/// A code that was sent, and for which challenge.
struct Sent {
    challenge: String,
    method: Method,
    code: String,
}

/// One person, two browsers, and all that was really proven.
struct Walk<'a> {
    app: &'a TestApp,
    account: &'static str,
    number: &'static str,
    browsers: Vec<Wizard<'a>>,
    turns: Vec<u32>,
    sent: Vec<Sent>,
    proven: HashSet<(String, Method)>,
    finished: bool,
}

impl Walk<'_> {
    fn draw(&self, below: usize) -> usize {
        let mut byte = [0];
        self.app.services.random.fill(&mut byte);
        usize::from(byte[0]) % below
    }

    async fn step(&mut self) {
        let i = self.draw(5) / 4;
        let at_start = self.browsers[i]
            .view
            .as_ref()
            .is_none_or(|view| matches!(view.step, StepView::Identify { .. }));
        let is_over = self.browsers[i]
            .view
            .as_ref()
            .is_some_and(|view| matches!(view.step, StepView::Stopped));
        if at_start && self.draw(8) > 0 {
            self.browsers[i].identify(self.account).await;
            return;
        }
        if is_over {
            self.browsers[i] = self.app.wizard().await;
            return;
        }
        let (act, name, value) = self.request(i);
        let turn = match self.draw(6) {
            0 if !self.turns.is_empty() => self.turns[self.draw(self.turns.len())],
            _ => self.browsers[i].turn,
        };
        self.send(i, turn, act, name, &value).await;
    }

    /// What a person, a careless person or an attacker would send now.
    fn request(&self, i: usize) -> (&'static str, &'static str, String) {
        let challenge = self.browsers[i]
            .view
            .as_ref()
            .map(|view| view.support_code.clone());
        let newest = self
            .sent
            .iter()
            .rev()
            .find(|sent| Some(&sent.challenge) == challenge.as_ref());
        let any = (!self.sent.is_empty()).then(|| &self.sent[self.draw(self.sent.len())]);
        let code = |sent: Option<&Sent>| {
            sent.map_or_else(|| "123123".to_owned(), |sent| sent.code.clone())
        };
        match self.draw(32) {
            0..=5 => ("choose", "method", "email".to_owned()),
            6..=11 => ("choose", "method", "sms".to_owned()),
            12..=16 => ("confirm_number", "number", self.number.to_owned()),
            17 => ("confirm_number", "number", "+31600000000".to_owned()),
            18..=23 => ("enter_code", "code", code(newest)),
            24 => ("enter_code", "code", code(any)),
            25 => ("enter_code", "code", "000000".to_owned()),
            26 => ("resend", "x", String::new()),
            27 => ("other_method", "x", String::new()),
            28 => ("identify", "user_name", self.account.to_owned()),
            29 => ("new_puzzle", "x", String::new()),
            30 if self.draw(6) == 0 => ("cancel", "x", String::new()),
            _ => ("set_password", "password", NEW.to_owned()),
        }
    }

    async fn send(&mut self, i: usize, turn: u32, act: &str, name: &str, value: &str) {
        let challenge = self.browsers[i]
            .view
            .as_ref()
            .map(|view| view.support_code.clone())
            .unwrap_or_default();
        if act == "enter_code" {
            let right = self
                .sent
                .iter()
                .filter(|sent| sent.challenge == challenge && sent.code == value);
            self.proven
                .extend(right.map(|sent| (challenge.clone(), sent.method)));
        }
        let before = self.hash().await;
        self.browsers[i]
            .act_at(turn, act, &[(name, value), ("repeat", value)])
            .await;
        self.turns.push(self.browsers[i].turn);
        self.receive(i).await;
        let challenge = self.browsers[i].support_code();
        let both = [Method::Email, Method::Sms]
            .iter()
            .all(|method| self.proven.contains(&(challenge.clone(), *method)));
        if self.browsers[i].at_password() || self.browsers[i].is_done() {
            assert!(
                both,
                "{act} led to the password with a gate unmet: {:?}",
                self.browsers[i].view
            );
        }
        if self.hash().await != before {
            assert!(
                both && self.browsers[i].is_done(),
                "{act} changed a password with a gate unmet"
            );
            self.finished = true;
            // Whatever else was proven is revoked by now, and its support code may begin anew.
            self.proven.retain(|(proven, _)| *proven == challenge);
            self.sent.clear();
        }
    }

    async fn receive(&mut self, i: usize) {
        let challenge = self.browsers[i].support_code();
        for message in self.app.delivered().await {
            let method = match &message {
                Message::Text(_) => Method::Sms,
                Message::Call(_) => Method::MobileCall,
                Message::Mail(mail) if mail.subject.contains("code") => Method::Email,
                Message::Mail(_) => continue,
            };
            self.sent.push(Sent {
                challenge: challenge.clone(),
                method,
                code: code_in(&message),
            });
        }
    }

    async fn hash(&self) -> Vec<String> {
        let account = self.account;
        self.app
            .rows
            .texts(&format!(
                "select password_hash from person where account = '{account}'"
            ))
            .await
    }
}

fn generous() -> Policy {
    let mut policy = Policy::default();
    let limits = &mut policy.limits;
    limits.failed_proofs = Limit::new(20, 86_400);
    for limit in [
        &mut limits.number_checks,
        &mut limits.mails,
        &mut limits.texts,
        &mut limits.texts_per_number,
    ] {
        *limit = Limit::new(10_000, 3600);
    }
    for limit in [
        &mut limits.texts_per_prefix,
        &mut limits.sends_per_address,
        &mut limits.names_per_address,
    ] {
        *limit = Limit::new(100_000, 3600);
    }
    policy
}

on_both_engines! {
    async fn no_sequence_of_requests_reaches_the_password_without_two_proofs(app) {
        app.set_policy(generous()).await;
        let mut finished = 0;
        for n in 0..WALKS {
            let account: &str = Box::leak(format!("walker{n}").into_boxed_str());
            let number: &str = Box::leak(format!("+3161{n:07}").into_boxed_str());
            app.add(Seed::own(account, number)).await;
            let mut walk = Walk {
                app: &app,
                account,
                number,
                browsers: vec![app.wizard().await, app.wizard().await],
                turns: Vec::new(),
                sent: Vec::new(),
                proven: HashSet::new(),
                finished: false,
            };
            for _ in 0..STEPS {
                walk.step().await;
                app.clock.advance(3);
            }
            finished += usize::from(walk.finished);
        }
        assert!(finished * 10 > WALKS, "only {finished} of {WALKS} walks came to an end: they prove too little");
    }
}

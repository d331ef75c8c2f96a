//! Random sequences of all forms of the setup page, in two tabs: nothing is registered that did not prove itself.

use std::collections::HashSet;

use domain::method::Method;
use domain::throttle::Limit;
use server::delivery::Message;

use crate::on_both_engines;
use crate::support::{PASSWORD, Seed, Setup, TestApp, code_in, lift, shown};

const WALKS: u8 = 12;
const STEPS: usize = 60;
/// All acts that take no more than one field, and what to put into it where it is not drawn.
const ACTS: [(&str, &str, &str); 16] = [
    ("code", "code", "000000"),
    ("prove", "password", "wrong"),
    ("answer", "answer1", "x"),
    ("test_answers", "answer1", "Something else"),
    ("passkey", "answer", "{}"),
    ("test_passkey", "answer", "{}"),
    ("name_passkey", "name", "x"),
    ("remove_passkey", "id", "x"),
    ("rename", "x", ""),
    ("resend", "x", ""),
    ("back", "x", ""),
    ("leave", "x", ""),
    ("confirm_removal", "x", ""),
    ("confirm", "x", ""),
    ("put_off", "so_far", "0"),
    ("address", "address", "kim@elsewhere.example"),
];

/// What was sent to where, for which tab.
struct Sent {
    tab: usize,
    to: String,
    proof: String,
}

/// One person in two tabs, and the places that answered.
struct Walk<'a> {
    app: &'a TestApp,
    tabs: Vec<Setup<'a>>,
    sent: Vec<Sent>,
    answered: HashSet<String>,
}

impl Walk<'_> {
    fn draw(&self, below: usize) -> usize {
        let mut byte = [0];
        self.app.services.random.fill(&mut byte);
        usize::from(byte[0]) % below
    }

    async fn step(&mut self) {
        let i = self.draw(2);
        let (act, name, value) = match self.draw(3) {
            0 => self.anything(),
            _ => self.what_is_asked(i),
        };
        if act == "press" {
            self.app.press(&value, '#').await;
            let answered = self.sent.iter().filter(|sent| sent.proof == value);
            self.answered.extend(answered.map(|sent| sent.to.clone()));
        } else {
            let turn = match self.draw(8) {
                0 => "0".to_owned(),
                _ => self.tabs[i].turn.clone(),
            };
            if act == "code" {
                let right = |sent: &&Sent| sent.tab == i && sent.proof == value;
                let answered = self.sent.iter().filter(right);
                self.answered.extend(answered.map(|sent| sent.to.clone()));
            }
            self.tabs[i].send(&turn, act, &[(name, &value)]).await;
        }
        for message in self.app.delivered().await {
            let (to, proof) = match &message {
                Message::Call(call) => (call.to.clone(), call.id.clone()),
                Message::Text(text) if text.body.contains("is your code") => {
                    (text.to.clone(), code_in(&message))
                }
                Message::Mail(mail) if mail.subject.contains("code") => {
                    (mail.to.clone(), code_in(&message))
                }
                Message::Text(_) | Message::Mail(_) => continue,
            };
            self.sent.push(Sent { tab: i, to, proof });
        }
        self.tabs[i].open("/setup").await;
    }

    /// What leads on from this step.
    fn what_is_asked(&self, i: usize) -> (&'static str, &'static str, String) {
        let tab = &self.tabs[i];
        let asks = |act: &str| tab.says(&format!("action=\"/api/setup/{act}\""));
        let newest = self.sent.iter().rev().find(|sent| sent.tab == i);
        let newest = newest.map_or_else(String::new, |sent| sent.proof.clone());
        let n = self.draw(90) + 10;
        if asks("prove") {
            ("prove", "password", PASSWORD.to_owned())
        } else if asks("code") {
            let code = tab.key().map_or(newest, |key| shown(self.app, &key));
            ("code", "code", code)
        } else if tab.says("id=\"ringing\"") {
            ("press", "x", newest)
        } else if asks("address") {
            ("address", "address", format!("kim{n}@new.example"))
        } else if asks("number") {
            let act = ["number", "call_number"][self.draw(2)];
            (act, "number", format!("+316876543{n}"))
        } else if asks("confirm_removal") {
            ("confirm_removal", "x", String::new())
        } else {
            self.wish()
        }
    }

    fn wish(&self) -> (&'static str, &'static str, String) {
        let act = ["begin", "begin", "begin", "test", "remove"][self.draw(5)];
        let method = Method::ALL[self.draw(Method::ALL.len())];
        (act, "method", method.name().to_owned())
    }

    /// Whatever there is a form for, at any step.
    fn anything(&self) -> (&'static str, &'static str, String) {
        let of_a_tab = |sent: &Sent| ("code", "code", sent.proof.clone());
        match self.draw(4) {
            0 => self.wish(),
            1 if !self.sent.is_empty() => of_a_tab(&self.sent[self.draw(self.sent.len())]),
            _ => {
                let (act, name, value) = ACTS[self.draw(ACTS.len())];
                (act, name, value.to_owned())
            }
        }
    }

    async fn check(&self) -> usize {
        let registered = "select value from contact where kind like 'authentication%'";
        let registered = self.app.rows.texts(registered).await;
        for value in &registered {
            assert!(
                self.answered.contains(value),
                "{value} has not proven itself"
            );
        }
        registered.len()
    }
}

on_both_engines! {
    async fn no_sequence_of_forms_registers_what_did_not_prove_itself_or_sets_a_password(app) {
        app.allow_everything().await;
        app.change_policy(|policy| {
            lift(&mut policy.limits);
            policy.limits.failed_proofs = Limit::new(20, 86_400);
        }).await;
        let kim = app.add(Seed::full("kim")).await;
        app.give_authenticator(&kim).await;
        app.give_answers(&kim).await;
        let mut registered = 0;
        let hash = "select password_hash from person";
        let before = app.rows.texts(hash).await;
        for _ in 0..WALKS {
            app.rows.change("delete from standing").await;
            app.rows.change("delete from contact where kind like 'authentication%'").await;
            let tabs = vec![Setup::of(&app, "kim").await, Setup::of(&app, "kim").await];
            let mut walk = Walk { app: &app, tabs, sent: Vec::new(), answered: HashSet::new() };
            for _ in 0..STEPS {
                walk.step().await;
                app.clock.advance(11);
                registered += walk.check().await;
            }
        }
        assert!(registered > STEPS, "only {registered}: they prove too little");
        assert_eq!(app.rows.texts(hash).await, before);
    }
}

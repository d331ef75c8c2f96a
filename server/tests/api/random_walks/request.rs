//! What a person, a careless person or an attacker would send now.

use domain::method::Method;
use domain::wizard::StepView;

use super::truth::{Placed, Sent};
use super::{DESK, NEW, Walk};
use crate::support::answer_to;

/// Something that is sent, or done at the telephone.
#[derive(Debug)]
pub(super) enum Request {
    Form {
        act: &'static str,
        fields: Vec<(&'static str, String)>,
        /// The place that this is a right proof of, should it be asked for.
        shows: Option<&'static str>,
    },
    Press {
        call: Placed,
        key: char,
    },
}

fn form(act: &'static str, name: &'static str, value: impl Into<String>) -> Request {
    Request::Form {
        act,
        fields: vec![(name, value.into())],
        shows: None,
    }
}

impl Walk<'_> {
    pub(super) fn request(&mut self, i: usize) -> Request {
        match self.draw(4) {
            0 => self.anything(i),
            _ => self.what_is_asked(i),
        }
    }

    /// What leads on from this step.
    fn what_is_asked(&mut self, i: usize) -> Request {
        let Some(view) = &self.browsers[i].view else {
            return form("new_puzzle", "x", "");
        };
        match view.step.clone() {
            StepView::Choose { offers, .. } => {
                let offer = &offers[self.draw(offers.len())];
                form("choose", "method", offer.method.name())
            }
            StepView::ConfirmNumber { offer, .. } if offer.method == Method::OfficeCall => {
                form("confirm_number", "number", DESK)
            }
            StepView::ConfirmNumber { .. } => form("confirm_number", "number", self.number),
            StepView::EnterCode { .. } => {
                let challenge = self.challenge(i);
                let of_this = |sent: &&Sent| sent.challenge == challenge;
                let newest = self.truth.sent.iter().rev().find(of_this);
                let code = newest.map_or("123123", |sent| sent.code.as_str());
                self.code(i, code)
            }
            StepView::EnterHeldCode { method, .. } => {
                let code = match method {
                    Method::Totp => self.app.app_code(),
                    _ => self.pass.clone(),
                };
                self.code(i, &code)
            }
            StepView::Call { .. } => match self.truth.placed.last().cloned() {
                Some(call) => Request::Press { call, key: '#' },
                None => form("resend", "x", ""),
            },
            StepView::Answer { questions, .. } => Request::Form {
                act: "answer",
                fields: ["answer1", "answer2", "answer3"]
                    .into_iter()
                    .zip(questions.iter().map(answer_to))
                    .collect(),
                shows: Some("memory"),
            },
            StepView::UsePasskey { request, .. } => {
                let request = serde_json::from_str(&request).expect("JSON");
                let answer = self.device.sign(&request);
                Request::Form {
                    act: "use_passkey",
                    fields: vec![("answer", answer)],
                    shows: Some("device"),
                }
            }
            StepView::NewPassword { .. } => self.password(),
            StepView::Identify { .. } | StepView::Done { .. } | StepView::Stopped => {
                form("other_method", "x", "")
            }
        }
    }

    /// Whatever there is a form for, at any step.
    fn anything(&self, i: usize) -> Request {
        let any_code = || {
            let sent = &self.truth.sent;
            let any = (!sent.is_empty()).then(|| &sent[self.draw(sent.len())]);
            any.map_or("000000", |sent| sent.code.as_str())
        };
        match self.draw(16) {
            0 => form(
                "choose",
                "method",
                Method::ALL[self.draw(Method::ALL.len())].name(),
            ),
            1 => form("confirm_number", "number", self.number),
            2 => form("confirm_number", "number", "+31600000000"),
            3 => self.code(i, any_code()),
            4 => self.code(i, "000000"),
            5 => self.code(i, &self.app.app_code()),
            6 => self.code(i, &self.pass),
            7 => form("answer", "answer1", "Something else"),
            8 => form("use_passkey", "answer", "{}"),
            9 => form("resend", "x", ""),
            10 => form("other_method", "x", ""),
            11 => form("identify", "user_name", self.account),
            12 => form("new_puzzle", "x", ""),
            13 if self.draw(6) == 0 => form("cancel", "x", ""),
            14 if !self.truth.placed.is_empty() => {
                let placed = &self.truth.placed;
                let call = placed[self.draw(placed.len())].clone();
                let key = if self.draw(2) == 0 { '#' } else { '1' };
                Request::Press { call, key }
            }
            _ => self.password(),
        }
    }

    /// A code, wherever it is from.
    fn code(&self, i: usize, code: &str) -> Request {
        let challenge = self.challenge(i);
        let sent = self.truth.sent.iter();
        let mut sent = sent.filter(|sent| sent.challenge == challenge && sent.code == code);
        let held = [
            ("device", self.app.app_code()),
            ("helpdesk", self.pass.clone()),
        ];
        let held = held.into_iter().find(|(_, held)| held == code);
        let shows = sent.next().map(|sent| sent.place);
        Request::Form {
            act: "enter_code",
            fields: vec![("code", code.to_owned())],
            shows: shows.or(held.map(|(place, _)| place)),
        }
    }

    fn password(&self) -> Request {
        Request::Form {
            act: "set_password",
            fields: vec![("password", NEW.to_owned()), ("repeat", NEW.to_owned())],
            shows: None,
        }
    }
}

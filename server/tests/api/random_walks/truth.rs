//! What was really sent, and what was really shown.

use std::collections::HashSet;

use server::delivery::Message;

use crate::support::code_in;

/// A code that was sent, and for which challenge.
pub(super) struct Sent {
    pub(super) challenge: String,
    pub(super) place: &'static str,
    pub(super) code: String,
}

/// A call that was placed, and for which challenge.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) challenge: String,
    pub(super) place: &'static str,
    pub(super) id: String,
}

/// All of one person.
#[derive(Default)]
pub(super) struct Truth {
    pub(super) sent: Vec<Sent>,
    pub(super) placed: Vec<Placed>,
    /// From which place a right proof came, in which challenge.
    proven: HashSet<(String, &'static str)>,
}

impl Truth {
    pub(super) fn receive(&mut self, challenge: &str, message: &Message, desk: &str) {
        let challenge = challenge.to_owned();
        let place = match message {
            Message::Call(call) => {
                let is_desk = call.to == desk;
                self.placed.push(Placed {
                    challenge,
                    place: if is_desk { "desk" } else { "mobile" },
                    id: call.id.clone(),
                });
                return;
            }
            Message::Text(_) => "mobile",
            Message::Mail(mail) if mail.subject.contains("code") => "mailbox",
            Message::Mail(_) => return,
        };
        self.sent.push(Sent {
            challenge,
            place,
            code: code_in(message),
        });
    }

    pub(super) fn prove(&mut self, challenge: &str, place: &'static str) {
        self.proven.insert((challenge.to_owned(), place));
    }

    /// From how many places there were proofs.
    pub(super) fn places(&self, challenge: &str) -> usize {
        let here = self.proven.iter().filter(|(proven, _)| proven == challenge);
        here.count()
    }

    /// Forgets all but this challenge.
    pub(super) fn keep(&mut self, challenge: &str) {
        self.proven.retain(|(proven, _)| proven == challenge);
        self.sent.clear();
        self.placed.clear();
    }
}

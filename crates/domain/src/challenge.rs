//! The challenge: the only place where a reset changes state.
//!
//! [`advance`] takes a challenge, the standing of its subject, an event, the policy and the time,
//! and gives the next challenge with the effects to perform. It is total: any event in any state is
//! either a transition or a [`Refusal`] that changes nothing.

mod advance;
mod gates;
#[cfg(test)]
mod model_test;
mod next;
mod next_by_proof;
mod next_in_gate;
#[cfg(test)]
mod tests;
mod view;

pub use advance::{Effect, Event, Proof, Transition, advance};
pub use gates::{GateRecord, Proven};
pub use view::view;

use serde::{Deserialize, Serialize};

use crate::contact::{Offer, can_pass};
use crate::identity::PersonId;
use crate::method::{Kind, Method};
use crate::password::Verdict;
use crate::questions::Question;
use crate::refusal::Refusal;
use crate::secret::CodeDigest;
use crate::time::Timestamp;

/// One reset of one browser. Its row, not the cookie, holds all of this.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Challenge {
    /// Also the correlation id that people read out to support.
    pub id: String,
    pub expires_at: Timestamp,
    /// Rises with every change. A form carries the turn it was made for.
    pub turn: u32,
    pub state: State,
    /// What was wrong with the last submit.
    pub notice: Option<Refusal>,
}

/// Where a reset stands. Each variant holds exactly what is known by then.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum State {
    Identify {
        /// What was typed, to show it again.
        user_name: String,
    },
    Verify(Verify),
    NewPassword {
        proven: Proven,
        user_name: String,
        /// The findings on the last password that was refused.
        verdict: Option<Verdict>,
    },
    Done {
        user_name: String,
    },
    Stopped {
        why: Refusal,
    },
    Cancelled,
}

/// Whose account it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Subject {
    Person {
        id: PersonId,
    },
    /// A name that cannot reset. The wizard shows the same pages, and no code is ever right.
    Nobody {
        /// The key its failures are counted under.
        counted_as: String,
        /// Locked before this challenge began: its lock is not shown again, as for a fresh name.
        was_locked: bool,
    },
}

impl Subject {
    /// The key under which failures and sends are counted.
    pub fn counted_as(&self) -> &str {
        match self {
            Self::Person { id } => id.as_str(),
            Self::Nobody { counted_as, .. } => counted_as,
        }
    }
}

/// Between user name and new password.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Verify {
    pub subject: Subject,
    pub user_name: String,
    pub policy_version: u32,
    /// The rule for groups that the policy holds under, by its name.
    pub rule: Option<String>,
    /// How many proofs are needed.
    pub required: u8,
    /// What the strengths of the proofs must add up to.
    pub strength: u8,
    /// All that could be chosen at the beginning.
    pub offers: Vec<Offer>,
    /// What the person has registered answers to.
    pub questions: Vec<Question>,
    pub passed: Vec<GateRecord>,
    pub phase: Phase,
    /// The last code sent in this gate.
    pub sent: Option<Sent>,
    /// Codes sent so far: numbers the attempts.
    pub attempts: u32,
    /// Wrong proofs left before the lock shows.
    pub allowance: u32,
}

/// What the person is asked for inside one gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Phase {
    Choose,
    ConfirmNumber {
        method: Method,
        typed: String,
    },
    EnterCode {
        method: Method,
    },
    /// These are asked this time.
    Answer {
        asked: Vec<Question>,
    },
}

/// A code on its way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sent {
    pub method: Method,
    pub digest: CodeDigest,
    pub attempt: u32,
    pub expires_at: Timestamp,
    pub resend_at: Timestamp,
    /// Wrong tries against this code.
    pub wrong: u32,
}

impl Phase {
    /// Whether a proof of this method, compared by the caller, is waited for.
    pub fn awaits_proof_of(&self, method: Method) -> bool {
        self.awaits() == Some(method)
    }

    /// The method of which the caller compares the proof, if such a one is waited for.
    pub fn awaits(&self) -> Option<Method> {
        match self {
            Self::EnterCode { method } => (method.kind() == Kind::HeldCode).then_some(*method),
            Self::Answer { .. } => Some(Method::Questions),
            Self::Choose | Self::ConfirmNumber { .. } => None,
        }
    }
}

impl Challenge {
    /// A new challenge, before anybody said who they are.
    pub fn open(id: String, lifetime_seconds: u32, now: Timestamp) -> Self {
        Self {
            id,
            expires_at: now.plus_seconds(lifetime_seconds),
            turn: 0,
            state: State::Identify {
                user_name: String::new(),
            },
            notice: None,
        }
    }

    /// True when the time is up before the reset was done.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        let open = !matches!(
            self.state,
            State::Done { .. } | State::Stopped { .. } | State::Cancelled
        );
        open && now >= self.expires_at
    }

    /// The version of the policy this challenge is held to, once somebody is identified.
    pub fn policy_version(&self) -> Option<u32> {
        match &self.state {
            State::Verify(verify) => Some(verify.policy_version),
            State::NewPassword { proven, .. } => Some(proven.policy_version()),
            State::Identify { .. }
            | State::Done { .. }
            | State::Stopped { .. }
            | State::Cancelled => None,
        }
    }

    /// The rule for groups that this challenge is held to, if one applies.
    pub fn rule(&self) -> Option<&str> {
        match &self.state {
            State::Verify(verify) => verify.rule.as_deref(),
            State::NewPassword { proven, .. } => proven.rule(),
            State::Identify { .. }
            | State::Done { .. }
            | State::Stopped { .. }
            | State::Cancelled => None,
        }
    }

    /// The key under which failures and sends are counted, once somebody is identified.
    pub fn counted_as(&self) -> Option<&str> {
        match &self.state {
            State::Verify(verify) => Some(verify.subject.counted_as()),
            State::NewPassword { proven, .. } => Some(proven.person().as_str()),
            State::Identify { .. }
            | State::Done { .. }
            | State::Stopped { .. }
            | State::Cancelled => None,
        }
    }

    /// The person whose account this challenge may change: what the row says, never the browser.
    pub fn person(&self) -> Option<&PersonId> {
        match &self.state {
            State::Verify(Verify {
                subject: Subject::Person { id },
                ..
            }) => Some(id),
            State::NewPassword { proven, .. } => Some(proven.person()),
            _ => None,
        }
    }
}

impl Verify {
    /// The gate that is being passed; the first is 1.
    pub fn gate(&self) -> u8 {
        u8::try_from(self.passed.len() + 1).unwrap_or(u8::MAX)
    }

    /// What may still be chosen: neither a method nor a channel counts twice, and enough must be left
    /// to reach the strength that policy asks for.
    pub fn open_offers(&self) -> impl Iterator<Item = &Offer> {
        let left: Vec<&Offer> = self.offers.iter().filter(|o| self.is_unused(o)).collect();
        let further = self.required.saturating_sub(self.gate());
        let proven: u8 = self.passed.iter().map(|gate| gate.method.strength()).sum();
        let needed = self.strength.saturating_sub(proven);
        left.clone().into_iter().filter(move |taken| {
            let others = left
                .iter()
                .copied()
                .filter(|offer| !offer.repeats(taken.method, &taken.channel));
            can_pass(
                others,
                further,
                needed.saturating_sub(taken.method.strength()),
            )
        })
    }

    fn is_unused(&self, offer: &Offer) -> bool {
        let used = |gate: &GateRecord| offer.repeats(gate.method, &gate.channel);
        !self.passed.iter().any(used)
    }

    /// The offer of a method, if it may still be chosen.
    pub fn open_offer(&self, method: Method) -> Option<&Offer> {
        self.open_offers().find(|offer| offer.method == method)
    }
}

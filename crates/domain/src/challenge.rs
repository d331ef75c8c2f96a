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
mod next_in_call;
mod next_in_gate;
#[cfg(test)]
mod tests;
mod verify;
mod view;

pub use advance::{Effect, Event, Proof, Transition, advance};
pub use gates::{GateRecord, Proven};
pub use next_in_call::CALL_SECONDS;
pub use verify::{Call, Phase, Sent, Verify};
pub use view::view;

use serde::{Deserialize, Serialize};

use crate::identity::PersonId;
use crate::method::Kind;
use crate::password::Verdict;
use crate::refusal::Refusal;
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

    /// Whether a telephone rings for it.
    pub fn is_calling(&self, now: Timestamp) -> bool {
        let State::Verify(verify) = &self.state else {
            return false;
        };
        let calling = matches!(verify.phase, Phase::Calling { .. });
        calling && !self.is_expired(now) && verify.call.as_ref().is_some_and(|call| call.rings(now))
    }

    /// The last gate, when it was passed by a telephone call.
    pub fn gate_passed_by_call(&self) -> Option<u8> {
        let passed = match &self.state {
            State::Verify(verify) => verify.passed.as_slice(),
            State::NewPassword { proven, .. } => proven.gates(),
            State::Identify { .. }
            | State::Done { .. }
            | State::Stopped { .. }
            | State::Cancelled => &[],
        };
        let last = passed.last()?;
        (last.method.kind() == Kind::Call).then_some(last.gate)
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

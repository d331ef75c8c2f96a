//! Registering ways to prove who one is: the only place where an enrolment changes state.
//!
//! [`advance`] takes an enrolment, the standing of its person, an event, and what is around it, and
//! gives the next enrolment with the effects to perform. It is total, like the challenge's: any event in
//! any state is either a transition or a [`Refusal`] that changes nothing.

mod advance;
mod answers;
mod demand;
mod event;
mod fresh_proof;
mod further;
mod holdings;
mod loss;
mod next;
mod next_at_end;
mod next_by_call;
mod next_by_code;
mod next_by_passkey;
mod next_by_proof;
mod next_by_test;
mod offers;
mod overview;
mod passkey_name;
#[cfg(test)]
mod tests;
mod view;

pub use advance::{Around, Effect, Kept, Transition, advance};
pub use answers::{AnswerRow, SealedAnswers, judged};
pub use demand::{Asked, Demand, Lack, PuttingOff, demand, is_waiting};
pub use event::Event;
pub use holdings::{Desk, Held, Holdings, PasskeyHeld, QuestionsHeld, Whose};
pub use loss::{Beneath, Loss};
pub use next_by_passkey::PASSKEYS_MAX;
pub use overview::{Entry, EntryState, Flaw, Needed};
pub use passkey_name::PasskeyName;
pub use view::{SetupStep, SetupView, view};

use serde::{Deserialize, Serialize};

use crate::challenge::{Call, Sent};
use crate::contact::Channel;
use crate::identity::PersonId;
use crate::method::Method;
use crate::policy::RegistrationRules;
use crate::questions::Question;
use crate::refusal::Refusal;
use crate::time::Timestamp;

/// What one signed-in browser is registering. Its row, not the cookie, holds all of this.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Enrolment {
    pub id: String,
    pub person: PersonId,
    /// Rises with every change. A form carries the turn it was made for.
    pub turn: u32,
    /// When the person last proved who they are: with the password, a passkey, or what is registered.
    pub proven_at: Timestamp,
    pub state: State,
    /// What was wrong with the last submit.
    pub notice: Option<Refusal>,
    /// The row that the last submit was refused for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Method>,
    /// What the last submit achieved.
    pub done: Option<Wish>,
}

/// Where an enrolment stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum State {
    Overview,
    /// The last proof is too old for this.
    Prove(Pending),
    Working {
        wish: Wish,
        work: Work,
        until: Timestamp,
        /// What this is the fresh proof for, where it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proves_for: Option<Pending>,
    },
}

/// What begins once there is a fresh proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub wish: Wish,
    /// For an authenticator: what it is to take over, shown to nobody before the proof.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<NewSecret>,
}

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    pub method: Method,
    pub change: Change,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Add,
    Replace,
    /// Of the directory's: its owner shows to have it, and nothing is typed.
    Confirm,
    Remove,
    /// Of a passkey: it stays what it was.
    Rename,
    /// Tries out what is there; keeps nothing.
    Test,
}

/// What is being done about it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Work {
    Address {
        typed: String,
    },
    Number {
        typed: String,
    },
    Code {
        channel: Channel,
        sent: Sent,
    },
    /// The telephone rings, or the call has ended without a proof.
    Call {
        channel: Channel,
        call: Call,
    },
    Questions {
        chosen: Vec<Question>,
        /// What was typed beside them and refused; gone with this step.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refused_answers: Option<SealedAnswers>,
    },
    Authenticator {
        secret: NewSecret,
    },
    /// A device makes a passkey for this turn of this enrolment.
    Passkey {
        until: Timestamp,
    },
    /// A code of the authenticator is tried out.
    HeldCode,
    /// Answers to these are tried out.
    Answers {
        asked: Vec<Question>,
    },
    /// A passkey is tried out: it signs what belongs to this turn of this enrolment.
    Signature {
        until: Timestamp,
    },
    Remove,
    /// Passkeys get other names.
    Rename {
        refused: Option<Renaming>,
    },
}

/// A name that was typed for a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renaming {
    pub id: String,
    pub typed: String,
}

/// A shared secret that an authenticator is to take over, readable by the caller alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSecret {
    /// The row it is sealed for.
    pub id: String,
    pub sealed: String,
}

impl Enrolment {
    /// A new enrolment of somebody who proved the password at `proven_at`.
    pub fn open(id: String, person: PersonId, proven_at: Timestamp) -> Self {
        Self {
            id,
            person,
            turn: 0,
            proven_at,
            state: State::Overview,
            notice: None,
            refused: None,
            done: None,
        }
    }

    /// True while the last proof is good for a change.
    pub fn is_fresh(&self, rules: &RegistrationRules, now: Timestamp) -> bool {
        now < self.proven_at.plus_seconds(rules.fresh_proof_seconds)
    }

    /// The answers that are shown again now.
    pub fn refused_answers(&self, now: Timestamp) -> Option<&SealedAnswers> {
        match &self.state {
            State::Working {
                work: Work::Questions {
                    refused_answers, ..
                },
                until,
                ..
            } if now < *until => refused_answers.as_ref(),
            _ => None,
        }
    }

    /// Forgets answers whose step was left lying; false when there are none.
    pub fn forget_answers(&mut self, now: Timestamp) -> bool {
        match &mut self.state {
            State::Working {
                work: Work::Questions {
                    refused_answers, ..
                },
                until,
                ..
            } if now >= *until => refused_answers.take().is_some(),
            _ => false,
        }
    }

    /// Whether a telephone rings for it.
    pub fn is_calling(&self, now: Timestamp) -> bool {
        match &self.state {
            State::Working {
                work: Work::Call { call, .. },
                until,
                ..
            } => now < *until && call.rings(now),
            _ => false,
        }
    }

    /// The secret that is shown now.
    pub fn secret(&self, now: Timestamp) -> Option<&NewSecret> {
        match &self.state {
            State::Working {
                work: Work::Authenticator { secret },
                until,
                ..
            } if now < *until => Some(secret),
            _ => None,
        }
    }
}

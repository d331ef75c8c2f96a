//! Between user name and new password: the gates.

use serde::{Deserialize, Serialize};

use super::{GateRecord, Subject};
use crate::contact::{Offer, can_pass};
use crate::method::{Kind, Method};
use crate::questions::Question;
use crate::secret::CodeDigest;
use crate::time::Timestamp;

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
    /// The last call made in this gate.
    pub call: Option<Call>,
    /// Codes sent and calls made so far: numbers the attempts.
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
    /// The telephone rings, or the call has ended without a proof.
    Calling {
        method: Method,
    },
    /// These are asked this time.
    Answer {
        asked: Vec<Question>,
    },
    /// A passkey signs what belongs to this turn of this challenge.
    UsePasskey {
        until: Timestamp,
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

/// A call that was placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    pub method: Method,
    pub attempt: u32,
    /// When it ended, or when nobody waits for it any more.
    pub over_at: Timestamp,
}

impl Call {
    /// Whether its end is still to come.
    pub fn rings(&self, now: Timestamp) -> bool {
        now < self.over_at
    }
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
            Self::UsePasskey { .. } => Some(Method::Passkey),
            Self::Choose | Self::ConfirmNumber { .. } | Self::Calling { .. } => None,
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

//! The steps of the wizard and what the browser may see of a challenge.

use serde::{Deserialize, Serialize};

use crate::contact::Offer;
use crate::method::Method;
use crate::password::{OwnWords, PasswordRules, Verdict};
use crate::questions::Question;
use crate::refusal::Refusal;

/// The steps a person counts, in their order. Nothing else states that order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "step", content = "gate")]
pub enum Step {
    Identify,
    /// Proving who one is; the first gate is 1.
    Verify(u8),
    NewPassword,
    Done,
}

impl Step {
    /// All steps of a reset that asks for `gates` proofs.
    pub fn all(gates: u8) -> impl Iterator<Item = Self> {
        std::iter::once(Self::Identify)
            .chain((1..=gates).map(Self::Verify))
            .chain([Self::NewPassword, Self::Done])
    }
}

/// What the browser may see of a challenge: one step, and what became of the last submit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResetView {
    pub step: StepView,
    /// How many proofs this policy asks for; the stepper counts with it.
    pub gates: u8,
    /// What was wrong with the last submit.
    pub notice: Option<Refusal>,
    /// The challenge's turn. A form sends it back, so that an old page never repeats a step.
    pub turn: u32,
    /// What support asks for: the correlation id, the same in every log line and audit row.
    pub support_code: String,
}

/// The current step with all that its form needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "at")]
pub enum StepView {
    Identify {
        /// What was typed before, or came with the address.
        user_name: String,
        /// Changes with each new puzzle: part of the picture's address.
        puzzle: u32,
    },
    Choose {
        gate: u8,
        offers: Vec<OfferView>,
    },
    ConfirmNumber {
        gate: u8,
        offer: OfferView,
        /// What was typed before.
        typed: String,
    },
    EnterCode {
        gate: u8,
        offer: OfferView,
        digits: u8,
        /// Seconds until another code can be asked for.
        resend_seconds: u32,
        /// Another method would be possible.
        others: bool,
    },
    /// A code that the person holds or is told: nothing is sent.
    EnterHeldCode {
        gate: u8,
        method: Method,
        digits: u8,
        others: bool,
    },
    /// The telephone rings, or has stopped ringing; `notice` says why.
    Call {
        gate: u8,
        offer: OfferView,
        rings: bool,
        others: bool,
    },
    Answer {
        gate: u8,
        questions: Vec<Question>,
        others: bool,
    },
    UsePasskey {
        gate: u8,
        /// `PublicKeyCredentialRequestOptionsJSON` of WebAuthn. Whoever holds the key fills it in; it is
        /// alike for every name.
        request: String,
        others: bool,
    },
    NewPassword {
        /// For password managers, which otherwise cannot tell whose password this is.
        user_name: String,
        rules: PasswordRules,
        own: OwnWords,
        /// The server's word on the last one that was refused.
        verdict: Option<Verdict>,
    },
    Done {
        /// For the sign-in link.
        user_name: String,
    },
    /// Nothing more can be done in this challenge; `notice` says why.
    Stopped,
}

/// A method as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    pub method: Method,
    pub hint: String,
}

impl OfferView {
    pub fn of(offer: &Offer) -> Self {
        Self {
            method: offer.method,
            hint: offer.hint.clone(),
        }
    }
}

impl StepView {
    /// The place in the stepper.
    pub fn step(&self) -> Step {
        match self {
            Self::Identify { .. } | Self::Stopped => Step::Identify,
            Self::Choose { gate, .. }
            | Self::ConfirmNumber { gate, .. }
            | Self::EnterCode { gate, .. }
            | Self::EnterHeldCode { gate, .. }
            | Self::Call { gate, .. }
            | Self::Answer { gate, .. }
            | Self::UsePasskey { gate, .. } => Step::Verify(*gate),
            Self::NewPassword { .. } => Step::NewPassword,
            Self::Done { .. } => Step::Done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_are_in_order_and_count_the_gates() {
        let steps: Vec<_> = Step::all(2).collect();
        assert_eq!(
            steps,
            [
                Step::Identify,
                Step::Verify(1),
                Step::Verify(2),
                Step::NewPassword,
                Step::Done
            ]
        );
        assert!(steps.is_sorted());
        assert_eq!(Step::all(1).count(), 4);
    }
}

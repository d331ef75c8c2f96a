//! A telephone call that asks for `#`: what is said in it, what for, and how it ends.

mod dialogue;

pub use dialogue::{CONFIRM, Dialogue, Line, REPORT};

use serde::{Deserialize, Serialize};

/// Something that is said in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// Names the organisation and asks for the key, to go on with a reset.
    Ask,
    /// The same, to confirm the telephone: whoever expects one call does not answer the other.
    AskToRegister,
    /// The key was another one; asks again.
    WrongKey,
    /// The page has moved on.
    Thanks,
    /// The report has been taken.
    Reported,
    /// Nothing more is asked.
    Goodbye,
}

impl Prompt {
    pub const ALL: [Self; 6] = [
        Self::Ask,
        Self::AskToRegister,
        Self::WrongKey,
        Self::Thanks,
        Self::Reported,
        Self::Goodbye,
    ];

    /// The name of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::AskToRegister => "ask_to_register",
            Self::WrongKey => "wrong_key",
            Self::Thanks => "thanks",
            Self::Reported => "reported",
            Self::Goodbye => "goodbye",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|prompt| prompt.name() == name)
    }
}

/// What a call is to prove something for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallAim {
    #[default]
    Reset,
    Registration,
}

impl CallAim {
    /// What is said first.
    pub const fn question(self) -> Prompt {
        match self {
            Self::Reset => Prompt::Ask,
            Self::Registration => Prompt::AskToRegister,
        }
    }
}

/// What somebody was called for who had not asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unasked {
    /// A reset, which is stopped.
    Reset,
    /// A reset that had set a password before it was reported: that password is locked.
    FinishedReset,
    Registration,
}

/// How a call ended, as far as a proof is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// `#` was pressed.
    Confirmed,
    /// Whoever answered did not ask for the call.
    Reported,
    /// Somebody pressed other keys only.
    WrongKey,
    /// It was answered, by a person or a machine, and no key was pressed.
    NoKey,
    Busy,
    NoAnswer,
    /// The call could not be made, or was refused.
    Unreachable,
    /// Nothing was tried: there was no line for it, or the portal was being stopped.
    NoLine,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prompt_has_its_own_name() {
        for prompt in Prompt::ALL {
            assert_eq!(Prompt::from_name(prompt.name()), Some(prompt));
        }
    }
}

//! What a session holds.

use domain::challenge::Challenge;
use domain::identity::PersonId;
use domain::refusal::Refusal;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What a page says about the last submit of its plain form.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Flash {
    pub page: FlashPage,
    pub user_name: String,
    /// What was wrong; nothing: it is done.
    pub notice: Option<Refusal>,
    /// Unix milliseconds. A page opened later begins anew.
    pub until: i64,
}

/// The pages that have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FlashPage {
    SignIn,
    Contact,
    Account,
    ChangePassword,
    SecondStep,
}

/// How long a page may take to show it.
pub const FLASH_SECONDS: u32 = 60;

/// Who is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignedIn {
    pub tenant: String,
    pub person: PersonId,
    /// Of the password that they signed in with.
    pub password_set_at: Option<Timestamp>,
    /// Unix milliseconds.
    pub until: i64,
}

/// Who came by an invitation. Not signed in: only the setup page asks for this.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invited {
    pub who: SignedIn,
    /// The session is worth as long as this row is.
    pub invitation: String,
}

/// A gate that was passed by telephone. Another reset in the same session has gates of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalledGate {
    pub challenge: String,
    pub gate: u8,
}

impl CalledGate {
    /// The last gate of a challenge, if a call passed it.
    pub fn last_of(challenge: &Challenge) -> Option<Self> {
        let gate = challenge.gate_passed_by_call()?;
        Some(Self {
            challenge: challenge.id.clone(),
            gate,
        })
    }
}

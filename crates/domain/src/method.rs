//! The ways to prove who one is.

use serde::{Deserialize, Serialize};

/// One way to prove who one is. The order is the one in which the wizard offers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A code by mail.
    Email,
    /// A code by text message.
    Sms,
}

impl Method {
    pub const ALL: [Self; 2] = [Self::Email, Self::Sms];

    /// The name in forms, policies and audit rows.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    /// Whether the person types the whole number before anything is sent, so that nobody can
    /// make a stranger's telephone ring by knowing a user name.
    pub const fn asks_number_first(self) -> bool {
        matches!(self, Self::Sms)
    }
}

//! The messages themselves: what the outbox seals and a carrier takes out.

use std::fmt;

use domain::call::{CallAim, Dialogue};
use domain::locale::Locale;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::logo::Logo;

/// Something to be delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    Mail(Mail),
    Text(TextMessage),
    Call(CallRequest),
}

/// A mail to one person, in both forms. Made by the functions of [`super::mail`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// Mailbox of the person.
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Display name of the sender: the name of the tenant.
    pub from_name: String,
    pub language: Locale,
    /// Shown by the HTML form as `cid:logo`.
    pub logo: Option<Logo>,
}

/// A text message to one telephone. Made by [`super::text::code_text`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextMessage {
    /// E.164: a plus and digits.
    pub to: String,
    pub body: String,
}

/// A telephone to be called. What is said are the tenant's prompts in the person's language.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallRequest {
    /// The row that waits for the end of the call.
    pub id: String,
    /// E.164: a plus and digits.
    pub to: String,
    /// Digits that the exchange is told once it has answered.
    #[serde(default)]
    pub extension: Option<String>,
    #[serde(default)]
    pub aim: CallAim,
    pub tenant_id: String,
    pub language: Locale,
    /// Nobody waits for it after this.
    pub not_after: Timestamp,
}

impl CallRequest {
    /// How the call begins.
    pub fn dialogue(&self) -> Dialogue {
        Dialogue::new(self.aim, self.extension.is_some())
    }
}

impl fmt::Debug for CallRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallRequest {{ language: {:?}, *** }}", self.language)
    }
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mail {{ language: {:?}, *** }}", self.language)
    }
}

impl fmt::Debug for TextMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TextMessage { *** }")
    }
}

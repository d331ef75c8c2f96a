//! Who somebody says they are: user names and mail addresses, parsed once at the edge.

mod email;
mod work_mailbox;

pub use email::EmailAddress;
pub(crate) use email::mask;
pub use work_mailbox::WorkMailbox;

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Why a typed identity was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityFault {
    #[error("nothing was typed")]
    Empty,
    #[error("it is longer than allowed")]
    TooLong,
    #[error("it is not of the expected form")]
    Malformed,
}

/// The immutable key of a person (UUID text). Data is bound to it, never to a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(String);

impl PersonId {
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The longest user name: 64 characters before the `@`, 48 behind it.
pub const USER_NAME_MAX: usize = 113;

/// A user name in one of its three notations, NFKC and lower case.
#[derive(Clone, PartialEq, Eq)]
pub enum UserName {
    /// `kim@wingtip.example`
    Qualified { account: String, domain: String },
    /// `WINGTIP\kim`
    Legacy { domain: String, account: String },
    /// `kim`
    Bare { account: String },
}

impl UserName {
    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`IdentityFault`] when it is empty, too long, or holds blanks, control characters or
    /// characters that mean something to a directory query.
    pub fn parse(typed: &str) -> Result<Self, IdentityFault> {
        if typed.len() > USER_NAME_MAX * 4 {
            return Err(IdentityFault::TooLong);
        }
        let text: String = typed.trim().nfkc().flat_map(char::to_lowercase).collect();
        if text.is_empty() {
            return Err(IdentityFault::Empty);
        }
        if text.chars().count() > USER_NAME_MAX {
            return Err(IdentityFault::TooLong);
        }
        if let Some((domain, account)) = text.split_once('\\') {
            return Ok(Self::Legacy {
                domain: name_part(domain)?,
                account: name_part(account)?,
            });
        }
        if let Some((account, domain)) = text.rsplit_once('@') {
            return Ok(Self::Qualified {
                account: name_part(account)?,
                domain: name_part(domain)?,
            });
        }
        Ok(Self::Bare {
            account: name_part(&text)?,
        })
    }

    /// The part that names the account inside its directory.
    pub fn account(&self) -> &str {
        match self {
            Self::Qualified { account, .. }
            | Self::Legacy { account, .. }
            | Self::Bare { account } => account,
        }
    }

    /// The part that names the directory, when one was typed.
    pub fn domain(&self) -> Option<&str> {
        match self {
            Self::Qualified { domain, .. } | Self::Legacy { domain, .. } => Some(domain),
            Self::Bare { .. } => None,
        }
    }
}

/// Says nothing: a user name is personal data and stays out of logs.
impl fmt::Debug for UserName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UserName(***)")
    }
}

fn name_part(part: &str) -> Result<String, IdentityFault> {
    let forbidden =
        |c: char| c.is_whitespace() || c.is_control() || "@\\/\"[]:;|=,+*?<>()\u{fffd}".contains(c);
    if part.is_empty() || part.contains(forbidden) || part.starts_with('.') || part.ends_with('.') {
        return Err(IdentityFault::Malformed);
    }
    Ok(part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<(Option<String>, String)> {
        let name = UserName::parse(typed).ok()?;
        Some((name.domain().map(str::to_owned), name.account().to_owned()))
    }

    #[test]
    fn the_three_notations_name_the_same_account() {
        let account = |domain: Option<&str>| Some((domain.map(str::to_owned), "kim".to_owned()));
        assert_eq!(
            read("kim@wingtip.example"),
            account(Some("wingtip.example"))
        );
        assert_eq!(read("WINGTIP\\Kim"), account(Some("wingtip")));
        assert_eq!(read("  KIM "), account(None));
        assert_eq!(
            read("ｋｉｍ"),
            account(None),
            "full-width letters are folded"
        );
    }

    #[test]
    fn directory_syntax_and_control_characters_are_refused() {
        for typed in [
            "",
            "  ",
            "a b",
            "*)(uid=*",
            "cn=x,dc=y",
            "kim\0",
            "kim\r\nx",
            "@x",
            "x@",
            "\\kim",
            "a\\b\\c",
            "kim@",
            ".kim",
            "kim?",
        ] {
            assert!(UserName::parse(typed).is_err(), "{typed:?}");
        }
        assert_eq!(
            UserName::parse(&"a".repeat(500)),
            Err(IdentityFault::TooLong)
        );
        assert_eq!(
            UserName::parse(&"a".repeat(114)),
            Err(IdentityFault::TooLong)
        );
    }
}

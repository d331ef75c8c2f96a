//! Values that must never be shown: no `Display`, a `Debug` that says nothing, wiped when dropped.

use std::fmt;

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A text that only the code that needs it may read, by calling [`Secret::expose`].
#[derive(Clone, Deserialize)]
#[serde(from = "String")]
pub struct Secret(Zeroizing<String>);

/// What a person typed as password.
pub type Password = Secret;

/// A one-time code on its way to a person, or as typed.
pub type Code = Secret;

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself. Never log it, format it or put it into an error.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Compares without telling by its running time where the difference lies.
    pub fn matches(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The keyed hash of a one-time code: all that is stored of it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeDigest([u8; 32]);

impl CodeDigest {
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Compares in constant time.
    pub fn matches(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for CodeDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_a_secret() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "***");
        assert_eq!(format!("{:?}", CodeDigest::new([7; 32])), "***");
    }

    #[test]
    fn only_the_same_text_matches() {
        assert!(Secret::new("123456").matches(&Secret::new("123456")));
        assert!(!Secret::new("123456").matches(&Secret::new("123457")));
        assert!(!Secret::new("123456").matches(&Secret::new("12345")));
    }
}

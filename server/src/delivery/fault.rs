//! Why a message did not leave, and why carriers could not be set up: texts for the operator only.

use std::path::PathBuf;

use thiserror::Error;

/// Why a message did not leave.
///
/// The text names the hop and its code, never the recipient, the body or a credential: answers of
/// servers are not quoted, because they like to repeat the address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DeliveryFault {
    /// A later try may succeed.
    #[error("{0}; will be tried again")]
    Transient(String),
    /// Every other try will fail too, until somebody changes something.
    #[error("{0}")]
    Permanent(String),
}

impl DeliveryFault {
    pub(super) fn transient(text: impl Into<String>) -> Self {
        Self::Transient(text.into())
    }

    pub(crate) fn permanent(text: impl Into<String>) -> Self {
        Self::Permanent(text.into())
    }

    /// Whether the outbox should keep the row for another try.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Transient(_))
    }
}

/// Why settings of a carrier cannot work; names the key, never a secret.
#[derive(Debug, Error)]
pub enum SettingsFault {
    #[error("`{key}` is not a valid address of a server: {reason}")]
    Url { key: &'static str, reason: String },
    #[error("`{key}` would send codes in clear over the network: use TLS, or a loopback address")]
    Clear { key: &'static str },
    #[error("`{key}`: {reason}")]
    Value { key: &'static str, reason: String },
    #[error(
        "`{key}`: unknown placeholder {{{name}}}; known are {{to}}, {{digits}}, {{text}}, {{key}}"
    )]
    Placeholder { key: &'static str, name: String },
    #[error("`ca_file`: cannot use {path}: {reason}")]
    CaFile { path: PathBuf, reason: String },
    #[error("TLS could not be set up: {0}")]
    Tls(String),
}

//! A tenant's logo, as mails carry it: inside the mail, so that nothing is fetched to show it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A small PNG or JPEG. SVG is not taken: most mail programs refuse to show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Logo(Vec<u8>);

/// Why a picture cannot be the logo of mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LogoFault {
    #[error("the logo of mails must be a PNG or JPEG file")]
    Format,
    #[error("the logo of mails is larger than 64 KiB")]
    Size,
}

const MAX_BYTES: usize = 64 * 1024;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";

impl Logo {
    /// Takes the bytes of an image file.
    ///
    /// # Errors
    /// When they are neither PNG nor JPEG, or too many.
    pub fn new(bytes: Vec<u8>) -> Result<Self, LogoFault> {
        if bytes.len() > MAX_BYTES {
            return Err(LogoFault::Size);
        }
        if !bytes.starts_with(PNG) && !bytes.starts_with(JPEG) {
            return Err(LogoFault::Format);
        }
        Ok(Self(bytes))
    }

    pub fn media_type(&self) -> &'static str {
        if self.0.starts_with(PNG) {
            "image/png"
        } else {
            "image/jpeg"
        }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl TryFrom<String> for Logo {
    type Error = LogoFault;

    fn try_from(base64: String) -> Result<Self, LogoFault> {
        Self::new(STANDARD.decode(base64).map_err(|_| LogoFault::Format)?)
    }
}

impl From<Logo> for String {
    fn from(logo: Logo) -> Self {
        STANDARD.encode(logo.0)
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({}, {} bytes)", self.media_type(), self.0.len())
    }
}

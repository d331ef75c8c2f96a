//! What a tenant asks of a new password: two presets, every setting can be changed.

use serde::{Deserialize, Serialize};

use super::document::Document;

/// The settings of one tenant. A document may name a `preset`; a missing key keeps its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Document")]
pub struct PasswordRules {
    /// Characters after NFC.
    pub min_length: u16,
    /// Characters after NFC.
    pub max_length: u16,
    /// How many of lower case, upper case, digits and everything else must occur; 0: not asked.
    pub min_classes: u8,
    pub banned: BannedRules,
    /// The least zxcvbn score, 1 to 4; 0: not asked.
    pub min_strength: u8,
    /// How many earlier passwords are refused; 0: none.
    pub history: u8,
    /// After so many days a password is changed at sign-in; 0: never. NIST advises against it.
    pub max_age_days: u16,
}

/// The banned-word score; specified in `docs/banned-words.md`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BannedRules {
    /// Whether the list of common passwords that comes with the product counts.
    pub global: bool,
    /// The tenant's own terms: at most 1000, 4 to 16 characters each.
    pub custom: Vec<String>,
    /// The points a password needs when a banned word is in it.
    pub min_score: u8,
}

impl PasswordRules {
    /// The rules of the service that this product replaces: composition and banned words.
    pub fn entra() -> Self {
        Self {
            min_length: 8,
            max_length: 256,
            min_classes: 3,
            banned: BannedRules::default(),
            min_strength: 0,
            history: 0,
            max_age_days: 0,
        }
    }

    /// NIST SP 800-63B-4, section 3.1.1.2: long, no composition rule, nothing common.
    pub fn nist() -> Self {
        Self {
            min_length: 15,
            max_length: 256,
            min_classes: 0,
            banned: BannedRules::default(),
            min_strength: 3,
            history: 0,
            max_age_days: 0,
        }
    }
}

impl Default for PasswordRules {
    fn default() -> Self {
        Self::entra()
    }
}

impl Default for BannedRules {
    fn default() -> Self {
        Self {
            global: true,
            custom: Vec::new(),
            min_score: 5,
        }
    }
}

impl BannedRules {
    /// Whether any list is in use.
    pub fn in_use(&self) -> bool {
        self.global || !self.custom.is_empty()
    }
}

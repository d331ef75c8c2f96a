//! What can be wrong with a tenant's rules.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use super::rules::PasswordRules;

const MIN_LENGTH: RangeInclusive<u16> = 4..=64;
/// Active Directory takes no more than 256 characters.
const MAX_LENGTH: RangeInclusive<u16> = 8..=256;
const CLASSES: RangeInclusive<u16> = 0..=4;
const STRENGTH: RangeInclusive<u16> = 0..=4;
/// Active Directory remembers no more than 24.
const HISTORY: RangeInclusive<u16> = 0..=24;
/// Ten years.
const MAX_AGE: RangeInclusive<u16> = 0..=3650;
const SCORE: RangeInclusive<u16> = 1..=15;
/// The most terms in a tenant's list.
pub(super) const MAX_TERMS: usize = 1000;
/// Characters of one banned term.
pub(super) const TERM_LENGTH: RangeInclusive<usize> = 4..=16;

/// One setting that cannot be used. The message names the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesFault {
    #[error("{field} is {value}; it must be {min} to {max}")]
    OutOfRange {
        field: &'static str,
        value: u16,
        min: u16,
        max: u16,
    },
    #[error("min_length is {min_length}, more than max_length, which is {max_length}")]
    LengthsCrossed { min_length: u16, max_length: u16 },
    #[error("banned.custom has {count} terms; {MAX_TERMS} is the most")]
    TooManyTerms { count: usize },
    /// `index` counts from 0.
    #[error("banned.custom[{index}] has {length} characters; a term has 4 to 16")]
    TermLength { index: usize, length: usize },
}

impl RulesFault {
    /// The key of the setting, as it is written in a policy file.
    pub fn field(&self) -> &'static str {
        match self {
            Self::OutOfRange { field, .. } => field,
            Self::LengthsCrossed { .. } => "min_length",
            Self::TooManyTerms { .. } | Self::TermLength { .. } => "banned.custom",
        }
    }
}

impl PasswordRules {
    /// Checks every setting.
    ///
    /// # Errors
    /// All faults at once, so that a file can be mended in one go.
    pub fn validate(&self) -> Result<(), Vec<RulesFault>> {
        let ranges = [
            ("min_length", self.min_length, MIN_LENGTH),
            ("max_length", self.max_length, MAX_LENGTH),
            ("min_classes", self.min_classes.into(), CLASSES),
            ("banned.min_score", self.banned.min_score.into(), SCORE),
            ("min_strength", self.min_strength.into(), STRENGTH),
            ("history", self.history.into(), HISTORY),
            ("max_age_days", self.max_age_days, MAX_AGE),
        ];
        let mut faults: Vec<RulesFault> = ranges
            .into_iter()
            .filter(|(_, value, range)| !range.contains(value))
            .map(|(field, value, range)| RulesFault::OutOfRange {
                field,
                value,
                min: *range.start(),
                max: *range.end(),
            })
            .collect();
        if self.min_length > self.max_length {
            faults.push(RulesFault::LengthsCrossed {
                min_length: self.min_length,
                max_length: self.max_length,
            });
        }
        faults.extend(term_faults(&self.banned.custom));
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }
}

fn term_faults(terms: &[String]) -> Vec<RulesFault> {
    if terms.len() > MAX_TERMS {
        return vec![RulesFault::TooManyTerms { count: terms.len() }];
    }
    let lengths = terms.iter().map(|term| term.trim().nfc().count());
    lengths
        .enumerate()
        .filter(|(_, length)| !TERM_LENGTH.contains(length))
        .map(|(index, length)| RulesFault::TermLength { index, length })
        .collect()
}

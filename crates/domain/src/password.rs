//! Whether a new password is good enough: one verdict, the same in the browser and on the server.
//!
//! `docs/banned-words.md` of this crate is the specification of the banned-word score.

mod banned;
mod characters;
mod document;
mod due;
mod fault;
mod fold;
mod judge;
mod own_words;
mod rules;
#[cfg(feature = "strength")]
mod strength;
mod trie;
mod verdict;
mod wording;

#[cfg(test)]
mod tests;

pub use characters::nfc;
pub use due::{Due, PasswordAge, Reminder};
pub use fault::RulesFault;
pub use judge::judge;
pub use own_words::OwnWords;
pub use rules::{BannedRules, PasswordRules};
#[cfg(feature = "strength")]
pub use strength::estimate;
pub use verdict::{BannedList, Finding, Outcome, Rule, Verdict, checklist};
pub use wording::Wording;

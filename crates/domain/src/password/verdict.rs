//! The verdict on a password: a checklist to show and findings that say why.

use serde::{Deserialize, Serialize};

use super::rules::PasswordRules;

/// One row of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    Length { min: u16, max: u16 },
    Classes { min: u8 },
    Banned,
    OwnName,
    Strength { min: u8 },
    History { last: u8 },
}

/// How one row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Met,
    Unmet,
    /// Nothing typed yet, no estimate yet, or only the server can know.
    Pending,
}

/// Which list a banned word comes from: the person is told that it is common, or that the
/// administrator blocked it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BannedList {
    Global,
    Custom,
}

/// One reason for a refusal.
///
/// `start`, `end` (exclusive) and `at` count characters of the typed text in NFC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    TooShort {
        length: u32,
        min: u16,
    },
    TooLong {
        length: u32,
        max: u16,
    },
    /// A line break, tab, NUL or another control character.
    Control {
        at: u32,
    },
    TooFewClasses {
        found: u8,
        min: u8,
    },
    /// One for each banned piece; `score` is that of the whole text.
    BannedWord {
        start: u32,
        end: u32,
        list: BannedList,
        score: u8,
        min: u8,
    },
    OwnName {
        start: u32,
        end: u32,
    },
    TooWeak {
        score: u8,
        min: u8,
    },
    UsedBefore {
        last: u8,
    },
}

/// What is to be said about a candidate. Holds nothing of its text but positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The checklist in the order of [`checklist`].
    pub checks: Vec<(Rule, Outcome)>,
    pub findings: Vec<Finding>,
    /// The zxcvbn score, 0 to 4, when it was estimated.
    pub strength: Option<u8>,
}

impl Verdict {
    /// Whether the password may be set, as far as its text can tell: the history may still be
    /// pending, anything else that is pending refuses.
    pub fn accepted(&self) -> bool {
        self.findings.is_empty()
            && self.checks.iter().all(|(rule, outcome)| match outcome {
                Outcome::Met => true,
                Outcome::Unmet => false,
                Outcome::Pending => matches!(rule, Rule::History { .. }),
            })
    }

    /// The same verdict after the server looked the password up among the earlier ones.
    #[must_use]
    pub fn with_history(mut self, history: Outcome) -> Self {
        for (rule, outcome) in &mut self.checks {
            let Rule::History { last } = *rule else {
                continue;
            };
            *outcome = history;
            if history == Outcome::Unmet {
                self.findings.push(Finding::UsedBefore { last });
            }
        }
        self
    }
}

/// The rows that apply under these rules, in the order in which they are shown.
pub fn checklist(rules: &PasswordRules) -> Vec<Rule> {
    let length = Rule::Length {
        min: rules.min_length,
        max: rules.max_length,
    };
    let classes = Rule::Classes {
        min: rules.min_classes,
    };
    let strength = Rule::Strength {
        min: rules.min_strength,
    };
    let history = Rule::History {
        last: rules.history,
    };
    let rows = [
        (true, length),
        (rules.min_classes > 0, classes),
        (rules.banned.in_use(), Rule::Banned),
        (true, Rule::OwnName),
        (rules.min_strength > 0, strength),
        (rules.history > 0, history),
    ];
    rows.into_iter()
        .filter_map(|(applies, rule)| applies.then_some(rule))
        .collect()
}

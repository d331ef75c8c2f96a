//! A verdict in words. The page brings the words in its own language: whoever judges carries none.

use serde::{Deserialize, Serialize};

use super::verdict::{BannedList, Finding, Outcome, Verdict};
use crate::template::fill;

/// What is said about a candidate: templates in one language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Wording {
    /// With `{min}`.
    pub too_short: String,
    /// With `{length}` and `{max}`.
    pub too_long: String,
    /// With `{at}`.
    pub control: String,
    /// With `{found}` and `{min}`.
    pub too_few_classes: String,
    /// With `{start}` and `{end}`.
    pub banned_global: String,
    /// With `{start}` and `{end}`.
    pub banned_custom: String,
    /// With `{start}` and `{end}`.
    pub own_name: String,
    pub too_weak: String,
    /// With `{last}`.
    pub used_before: String,
    /// The zxcvbn scores 0 to 4.
    pub strengths: [String; 5],
    /// With `{strength}`, `{met}` and `{all}`.
    pub status: String,
}

impl Wording {
    /// One reason why a password was refused. Positions count from 1 and include the end.
    pub fn finding(&self, finding: &Finding) -> String {
        let (template, values) = match *finding {
            Finding::TooShort { min, .. } => (&*self.too_short, [("min", min.into()), NONE]),
            Finding::TooLong { length, max } => {
                (&*self.too_long, [("length", length), ("max", max.into())])
            }
            Finding::Control { at } => (&*self.control, [("at", at + 1), NONE]),
            Finding::TooFewClasses { found, min } => (
                &*self.too_few_classes,
                [("found", found.into()), ("min", min.into())],
            ),
            Finding::BannedWord {
                start, end, list, ..
            } => (self.banned(list), [("start", start + 1), ("end", end)]),
            Finding::OwnName { start, end } => {
                (&*self.own_name, [("start", start + 1), ("end", end)])
            }
            Finding::TooWeak { .. } => (&*self.too_weak, [NONE, NONE]),
            Finding::UsedBefore { last } => (&*self.used_before, [("last", last.into()), NONE]),
        };
        let [(first, a), (second, b)] = values;
        fill(
            template,
            &[(first, &a.to_string()), (second, &b.to_string())],
        )
    }

    /// How good the candidate is and how many rules it meets; nothing before it was estimated.
    pub fn status(&self, verdict: &Verdict) -> String {
        let word = verdict
            .strength
            .and_then(|score| self.strengths.get(usize::from(score)));
        let Some(word) = word else {
            return String::new();
        };
        let is_met = |(_, outcome): &&(_, Outcome)| *outcome == Outcome::Met;
        let met = verdict.checks.iter().filter(is_met).count();
        let values = [
            ("strength", word.as_str()),
            ("met", &*met.to_string()),
            ("all", &*verdict.checks.len().to_string()),
        ];
        fill(&self.status, &values)
    }

    fn banned(&self, list: BannedList) -> &str {
        match list {
            BannedList::Global => &self.banned_global,
            BannedList::Custom => &self.banned_custom,
        }
    }
}

const NONE: (&str, u32) = ("", 0);

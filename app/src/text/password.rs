//! What the rows of the checklist and the reasons of a verdict say.

#[cfg(feature = "ssr")]
use domain::password::Rule;
use domain::password::{BannedList, Finding};

use super::{Texts, fill};

/// A row of the checklist.
#[cfg(feature = "ssr")]
pub fn rule_text(t: &Texts, rule: Rule) -> String {
    let (template, values) = match rule {
        Rule::Length { min, max } => (t.rule_length, [("min", min.into()), ("max", max.into())]),
        Rule::Classes { min } => (t.rule_classes, [("min", min.into()), NONE]),
        Rule::Banned => (t.rule_banned, [NONE, NONE]),
        Rule::OwnName => (t.rule_own_name, [NONE, NONE]),
        Rule::Strength { .. } => (t.rule_strength, [NONE, NONE]),
        Rule::History { last } => (t.rule_history, [("last", last.into()), NONE]),
    };
    fill_numbers(template, values)
}

/// One reason why a password was refused. Positions count from 1 and include the end.
pub fn finding_text(t: &Texts, finding: &Finding) -> String {
    let (template, values) = match *finding {
        Finding::TooShort { min, .. } => (t.finding_too_short, [("min", min.into()), NONE]),
        Finding::TooLong { length, max } => (
            t.finding_too_long,
            [("length", length), ("max", max.into())],
        ),
        Finding::Control { at } => (t.finding_control, [("at", at + 1), NONE]),
        Finding::TooFewClasses { found, min } => (
            t.finding_classes,
            [("found", found.into()), ("min", min.into())],
        ),
        Finding::BannedWord {
            start, end, list, ..
        } => (banned(t, list), [("start", start + 1), ("end", end)]),
        Finding::OwnName { start, end } => {
            (t.finding_own_name, [("start", start + 1), ("end", end)])
        }
        Finding::TooWeak { .. } => (t.finding_weak, [NONE, NONE]),
        Finding::UsedBefore { last } => (t.finding_used_before, [("last", last.into()), NONE]),
    };
    fill_numbers(template, values)
}

/// A zxcvbn score in words.
pub fn strength_text(t: &Texts, score: u8) -> &'static str {
    match score {
        0 => t.strength_0,
        1 => t.strength_1,
        2 => t.strength_2,
        3 => t.strength_3,
        _ => t.strength_4,
    }
}

const NONE: (&str, u32) = ("", 0);

fn banned(t: &Texts, list: BannedList) -> &'static str {
    match list {
        BannedList::Global => t.finding_banned_global,
        BannedList::Custom => t.finding_banned_custom,
    }
}

fn fill_numbers(template: &str, values: [(&str, u32); 2]) -> String {
    let [(first, a), (second, b)] = values;
    fill(
        template,
        &[(first, &a.to_string()), (second, &b.to_string())],
    )
}

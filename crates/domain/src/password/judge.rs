//! The one decision about a candidate password.

use super::banned::cut;
use super::characters::{characters, classes, first_control};
use super::fold::fold;
use super::own_words::OwnWords;
use super::rules::{BannedRules, PasswordRules};
use super::verdict::{Finding, Outcome, Rule, Verdict, checklist};
use zeroize::Zeroizing;

/// Judges what was typed; the candidate is brought into NFC first.
///
/// `estimate` is the zxcvbn score of the same text where it is known. The history stays pending:
/// [`Verdict::with_history`] completes it where the earlier passwords are.
pub fn judge(
    rules: &PasswordRules,
    own: &OwnWords,
    candidate: &str,
    estimate: Option<u8>,
) -> Verdict {
    let text = characters(candidate);
    let rows = checklist(rules).into_iter();
    if text.is_empty() {
        return Verdict {
            checks: rows.map(|rule| (rule, Outcome::Pending)).collect(),
            findings: Vec::new(),
            strength: None,
        };
    }
    // What lies behind the greatest length is refused unread, so that a huge text costs little.
    let read = &text[..text.len().min(rules.max_length.into())];
    let folded: Zeroizing<Vec<char>> = Zeroizing::new(read.iter().copied().map(fold).collect());

    let mut findings: Vec<Finding> = first_control(&text)
        .map(|at| Finding::Control { at: count(at) })
        .into_iter()
        .collect();
    let mut checks = Vec::new();
    for rule in rows {
        let against = match rule {
            Rule::Length { min, max } => length(&text, min, max),
            Rule::Classes { min } => too_few_classes(read, min),
            Rule::Banned => banned_words(&folded, &rules.banned),
            Rule::OwnName => own_name(&folded, own),
            Rule::Strength { min } => too_weak(estimate, min),
            Rule::History { .. } => Vec::new(),
        };
        checks.push((rule, outcome(rule, estimate, &against)));
        findings.extend(against);
    }
    Verdict {
        checks,
        findings,
        strength: estimate,
    }
}

fn outcome(rule: Rule, estimate: Option<u8>, against: &[Finding]) -> Outcome {
    match rule {
        Rule::History { .. } => Outcome::Pending,
        Rule::Strength { .. } if estimate.is_none() => Outcome::Pending,
        _ if against.is_empty() => Outcome::Met,
        _ => Outcome::Unmet,
    }
}

fn length(text: &[char], min: u16, max: u16) -> Vec<Finding> {
    let length = count(text.len());
    if length < min.into() {
        return vec![Finding::TooShort { length, min }];
    }
    if length > max.into() {
        return vec![Finding::TooLong { length, max }];
    }
    Vec::new()
}

fn too_few_classes(text: &[char], min: u8) -> Vec<Finding> {
    let found = classes(text);
    if found >= min {
        return Vec::new();
    }
    vec![Finding::TooFewClasses { found, min }]
}

/// A text without a banned word in it is never refused here, however short: that is for the length.
fn banned_words(folded: &[char], rules: &BannedRules) -> Vec<Finding> {
    let Some(cut) = cut(folded, rules, &mut || {}) else {
        return Vec::new();
    };
    let Some(score) = u8::try_from(cut.points)
        .ok()
        .filter(|&score| score < rules.min_score)
    else {
        return Vec::new();
    };
    let found = cut.pieces.into_iter().map(|piece| Finding::BannedWord {
        start: count(piece.start),
        end: count(piece.end),
        list: piece.list,
        score,
        min: rules.min_score,
    });
    found.collect()
}

fn own_name(folded: &[char], own: &OwnWords) -> Vec<Finding> {
    let found = own.find_in(folded).map(|(start, end)| Finding::OwnName {
        start: count(start),
        end: count(end),
    });
    found.into_iter().collect()
}

fn too_weak(estimate: Option<u8>, min: u8) -> Vec<Finding> {
    let weak = estimate.filter(|&score| score < min);
    weak.map(|score| Finding::TooWeak { score, min })
        .into_iter()
        .collect()
}

fn count(characters: usize) -> u32 {
    u32::try_from(characters).unwrap_or(u32::MAX)
}

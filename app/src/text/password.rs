//! What the rows of the checklist say, and the words of a verdict.

use domain::password::{Rule, Wording};

use super::{Texts, fill};

/// A row of the checklist.
pub fn rule_text(t: &Texts, rule: Rule) -> String {
    let (template, first, second) = match rule {
        Rule::Length { min, max } => (t.rule_length, ("min", min), ("max", max)),
        Rule::Classes { min } => (t.rule_classes, ("min", min.into()), NONE),
        Rule::Banned => (t.rule_banned, NONE, NONE),
        Rule::OwnName => (t.rule_own_name, NONE, NONE),
        Rule::Strength { .. } => (t.rule_strength, NONE, NONE),
        Rule::History { last } => (t.rule_history, ("last", last.into()), NONE),
    };
    let values = [
        (first.0, &*first.1.to_string()),
        (second.0, &*second.1.to_string()),
    ];
    fill(template, &values)
}

const NONE: (&str, u16) = ("", 0);

/// The words of a verdict.
pub fn wording(t: &Texts) -> Wording {
    Wording {
        too_short: t.finding_too_short.to_owned(),
        too_long: t.finding_too_long.to_owned(),
        control: t.finding_control.to_owned(),
        too_few_classes: t.finding_classes.to_owned(),
        banned_global: t.finding_banned_global.to_owned(),
        banned_custom: t.finding_banned_custom.to_owned(),
        own_name: t.finding_own_name.to_owned(),
        too_weak: t.finding_weak.to_owned(),
        used_before: t.finding_used_before.to_owned(),
        strengths: [
            t.strength_0,
            t.strength_1,
            t.strength_2,
            t.strength_3,
            t.strength_4,
        ]
        .map(str::to_owned),
        status: t.meter_status.to_owned(),
    }
}

//! The rules of a new password, each with how it stands while somebody types.

use domain::password::{Finding, Outcome, PasswordRules, Verdict, checklist};
use leptos::prelude::*;

use crate::text::{Texts, fill, finding_text, rule_text, strength_text};
use crate::ui::Meter;

/// A plain list until there is a verdict.
#[component]
pub(super) fn RuleList(
    t: &'static Texts,
    rules: PasswordRules,
    verdict: RwSignal<Option<Verdict>>,
) -> impl IntoView {
    let rows = checklist(&rules)
        .into_iter()
        .enumerate()
        .map(|(i, rule)| {
            let outcome = move || verdict.with(|verdict| outcome(verdict.as_ref(), i));
            view! {
                <li class=move || outcome_class(outcome())>
                    <span class="unseen">{move || outcome_word(t, outcome())}</span>
                    {rule_text(t, rule)}
                </li>
            }
        })
        .collect_view();
    let score = move || verdict.with(|verdict| verdict.as_ref()?.strength);
    let status = move || verdict.with(|verdict| status(t, verdict.as_ref()));
    let reasons = move || verdict.with(|verdict| reasons(t, verdict.as_ref()));
    view! {
        <p class="rules-title">{t.rules_title}</p>
        <ul class="rules">{rows}</ul>
        <Meter score text=status />
        {reasons}
    }
}

fn outcome(verdict: Option<&Verdict>, row: usize) -> Outcome {
    verdict
        .and_then(|verdict| verdict.checks.get(row))
        .map_or(Outcome::Pending, |(_, outcome)| *outcome)
}

fn outcome_class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::Unmet => "unmet",
        Outcome::Pending => "",
    }
}

fn outcome_word(t: &Texts, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => t.outcome_met,
        Outcome::Unmet => t.outcome_unmet,
        Outcome::Pending => "",
    }
}

fn status(t: &Texts, verdict: Option<&Verdict>) -> String {
    let Some((verdict, score)) = verdict.and_then(|verdict| Some((verdict, verdict.strength?))) else {
        return String::new();
    };
    let met = verdict.checks.iter().filter(|(_, outcome)| *outcome == Outcome::Met).count();
    fill(
        t.meter_status,
        &[
            ("strength", strength_text(t, score)),
            ("met", &met.to_string()),
            ("all", &verdict.checks.len().to_string()),
        ],
    )
}

/// Only what the list does not say by itself: where the trouble lies.
fn reasons(t: &Texts, verdict: Option<&Verdict>) -> Option<impl IntoView + use<>> {
    let reasons: Vec<_> = verdict?.findings.iter().filter(|finding| tells_more(finding)).collect();
    if reasons.is_empty() {
        return None;
    }
    let rows = reasons.into_iter().map(|finding| view! { <li>{finding_text(t, finding)}</li> }).collect_view();
    Some(view! { <ul class="reasons">{rows}</ul> })
}

fn tells_more(finding: &Finding) -> bool {
    match finding {
        Finding::TooLong { .. }
        | Finding::Control { .. }
        | Finding::BannedWord { .. }
        | Finding::OwnName { .. }
        | Finding::UsedBefore { .. } => true,
        Finding::TooShort { .. } | Finding::TooFewClasses { .. } | Finding::TooWeak { .. } => false,
    }
}

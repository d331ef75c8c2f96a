//! Shows a verdict in the list of rules.

use domain::password::{Finding, Outcome, Verdict};
use leptos::prelude::document;
use web_sys::Element;

use crate::dom;
use crate::text::{Texts, fill, finding_text, strength_text};

/// Marks every rule, and says the strength and what the list does not say by itself.
pub(super) fn show(t: &Texts, list: &Element, verdict: &Verdict) {
    let rows = list.get_elements_by_class_name("rule");
    for (i, (_, outcome)) in (0..rows.length()).zip(&verdict.checks) {
        if let Some(row) = rows.item(i) {
            mark(t, &row, *outcome);
        }
    }
    if let Some(meter) = dom::by_id::<Element>("meter") {
        let score = verdict.strength.map(|score| score.to_string());
        // It fails only for a name that is no attribute's.
        let _ = meter.set_attribute("data-score", &score.unwrap_or_default());
    }
    if let Some(status) = dom::by_id::<Element>("meter-said") {
        dom::say(&status, &status_text(t, verdict));
    }
    if let Some(place) = dom::by_id::<Element>("reasons") {
        reasons(t, &place, verdict);
    }
}

fn mark(t: &Texts, row: &Element, outcome: Outcome) {
    let (class, word) = match outcome {
        Outcome::Met => ("rule met", t.outcome_met),
        Outcome::Unmet => ("rule unmet", t.outcome_unmet),
        Outcome::Pending => ("rule", ""),
    };
    row.set_class_name(class);
    if let Some(said) = row.first_element_child() {
        said.set_text_content(Some(word));
    }
}

fn status_text(t: &Texts, verdict: &Verdict) -> String {
    let Some(score) = verdict.strength else {
        return String::new();
    };
    let met = verdict
        .checks
        .iter()
        .filter(|(_, outcome)| *outcome == Outcome::Met)
        .count();
    let values = [
        ("strength", strength_text(t, score)),
        ("met", &*met.to_string()),
        ("all", &*verdict.checks.len().to_string()),
    ];
    fill(t.meter_status, &values)
}

fn reasons(t: &Texts, place: &Element, verdict: &Verdict) {
    place.set_text_content(None);
    for finding in verdict
        .findings
        .iter()
        .filter(|finding| tells_more(finding))
    {
        let Ok(row) = document().create_element("li") else {
            continue;
        };
        row.set_text_content(Some(&finding_text(t, finding)));
        // It fails only for a row that is the list's own parent.
        let _ = place.append_child(&row);
    }
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

//! Shows a verdict in the list of rules.

use leptos::prelude::document;
use web_sys::Element;

use super::judge::Shown;
use crate::dom;
use crate::text::Texts;

/// Marks every rule, and says the strength and what the list does not say by itself.
pub(super) fn show(t: &Texts, list: &Element, shown: &Shown) {
    let rows = list.get_elements_by_class_name("rule");
    for (i, outcome) in (0..rows.length()).zip(shown.outcomes()) {
        if let Some(row) = rows.item(i) {
            mark(t, &row, &outcome);
        }
    }
    if let Some(meter) = dom::by_id::<Element>("meter") {
        // It fails only for a name that is no attribute's.
        let _ = meter.set_attribute("data-score", &shown.score());
    }
    if let Some(status) = dom::by_id::<Element>("meter-said") {
        dom::say(&status, &shown.status());
    }
    if let Some(place) = dom::by_id::<Element>("reasons") {
        tell(&place, &shown.reasons());
    }
}

/// An outcome as the module names it; neither yet is the third.
fn mark(t: &Texts, row: &Element, outcome: &str) {
    let (class, word) = match outcome {
        "met" => ("rule met", t.outcome_met),
        "unmet" => ("rule unmet", t.outcome_unmet),
        _ => ("rule", ""),
    };
    row.set_class_name(class);
    if let Some(said) = row.first_element_child() {
        said.set_text_content(Some(word));
    }
}

fn tell(place: &Element, reasons: &[String]) {
    place.set_text_content(None);
    for reason in reasons {
        let Ok(row) = document().create_element("li") else {
            continue;
        };
        row.set_text_content(Some(reason));
        // It fails only for a row that is the list's own parent.
        let _ = place.append_child(&row);
    }
}

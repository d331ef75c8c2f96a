//! Where one is on the way.

use leptos::prelude::*;

/// One step on the way.
pub struct Stage {
    pub label: String,
    pub place: Place,
}

/// Where a step lies, seen from the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Behind,
    Here,
    Ahead,
}

/// `position` is read out before the current label: "Step 2 of 5:".
#[component]
pub fn Stepper(label: &'static str, position: String, stages: Vec<Stage>) -> impl IntoView {
    let rows = stages
        .into_iter()
        .map(|stage| {
            let (class, current) = match stage.place {
                Place::Behind => ("behind", None),
                Place::Here => ("here", Some("step")),
                Place::Ahead => ("ahead", None),
            };
            let position = current.map(|_| view! { <b>{position.clone()}" "</b> });
            view! { <li class=class aria-current=current><span>{position}{stage.label}</span></li> }
        })
        .collect_view();
    view! { <nav class="stepper" aria-label=label><ol>{rows}</ol></nav> }
}

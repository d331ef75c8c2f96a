//! What went well, at the top of the page that follows.

use leptos::prelude::*;

use crate::wizard::NOTE;

/// Takes the focus, so that it is read out: by `autofocus` when the page loads, by the wizard when it
/// changes in place.
#[component]
pub fn Note(#[prop(into)] text: String) -> impl IntoView {
    view! { <p id=NOTE class="note" role="alert" tabindex="-1" autofocus>{text}</p> }
}

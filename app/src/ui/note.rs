//! What went well, at the top of the page that follows.

use leptos::prelude::*;

/// Takes the focus when the page loads, so that it is read out.
#[component]
pub fn Note(text: &'static str) -> impl IntoView {
    view! { <p class="note" role="alert" tabindex="-1" autofocus>{text}</p> }
}

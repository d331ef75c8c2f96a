//! Four bars and a word for the strength of a password.

use leptos::prelude::*;

/// The bars are for the eye; the word says the same. `score` is 0 to 4.
#[component]
pub fn Meter(
    score: impl Fn() -> Option<u8> + Send + 'static,
    text: impl Fn() -> String + Send + 'static,
) -> impl IntoView {
    view! {
        <div class="meter" data-score=move || score().map(|score| score.to_string())>
            <div class="bars" aria-hidden="true"><i></i><i></i><i></i><i></i></div>
            <p role="status">{text}</p>
        </div>
    }
}

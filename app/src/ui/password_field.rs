//! A password input with a button that shows what was typed.

use leptos::prelude::*;

use super::Progress;

/// The words of the button.
#[derive(Clone, Copy)]
pub struct ShowWords {
    pub show: &'static str,
    pub hide: &'static str,
    /// The button's name for screen readers; whether it is on is said by `aria-pressed`.
    pub name: &'static str,
}

/// The input of one new password. The button appears only where it works.
#[component]
pub fn PasswordField(
    id: &'static str,
    min_length: u16,
    described_by: Option<String>,
    invalid: bool,
    words: ShowWords,
    shown: RwSignal<bool>,
    progress: Progress,
) -> impl IntoView {
    view! {
        <div class="reveal">
            <input
                id=id
                name=id
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete="new-password"
                autocapitalize="off"
                spellcheck="false"
                minlength=min_length.to_string()
                aria-describedby=described_by
                aria-invalid=invalid.then_some("true")
            />
            <button
                type="button"
                class="side"
                hidden=move || !progress.live.get()
                aria-pressed=move || if shown.get() { "true" } else { "false" }
                aria-label=words.name
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || if shown.get() { words.hide } else { words.show }}
            </button>
        </div>
    }
}

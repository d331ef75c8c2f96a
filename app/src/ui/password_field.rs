//! A password input with a button that shows what was typed.

use leptos::prelude::*;

use super::Field;

/// The words of the button.
#[derive(Clone, Copy)]
pub struct ShowWords {
    pub show: &'static str,
    pub hide: &'static str,
    /// The button's name for screen readers; whether it is on is said by `aria-pressed`.
    pub name: &'static str,
}

/// The field of a password. The button is hidden until the page lives.
#[component]
pub fn PasswordField(
    id: &'static str,
    label: &'static str,
    error_word: &'static str,
    error: Option<String>,
    described_by: Option<String>,
    words: ShowWords,
    /// What password managers put here.
    #[prop(default = "new-password")]
    autocomplete: &'static str,
) -> impl IntoView {
    let invalid = error.is_some();
    view! {
        <Field id label error_word error>
            <div class="reveal">
                <input
                    id=id
                    name=id
                    type="password"
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby=described_by
                    aria-invalid=invalid.then_some("true")
                />
                <button
                    type="button"
                    class="side"
                    hidden
                    data-live=""
                    data-reveal=id
                    data-other=words.hide
                    aria-pressed="false"
                    aria-label=words.name
                >
                    {words.show}
                </button>
            </div>
        </Field>
    }
}

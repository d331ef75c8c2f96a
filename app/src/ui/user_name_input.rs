//! The input for a user name; it stands inside a field of the same name.

use leptos::prelude::*;

use super::described_by;

/// Phones must neither begin it with a capital nor correct it.
#[component]
pub fn UserNameInput(value: String, hint: bool, invalid: bool) -> impl IntoView {
    view! {
        <input
            id="user_name"
            name="user_name"
            type="text"
            value=value
            autocomplete="username"
            autocapitalize="off"
            spellcheck="false"
            aria-describedby=described_by("user_name", hint, invalid)
            aria-invalid=invalid.then_some("true")
        />
    }
}

//! The input for a user name; it stands inside a field of the same name.

use leptos::prelude::*;

use super::described_by;

/// Phones must neither begin it with a capital nor correct it.
#[component]
pub fn UserNameInput(
    value: String,
    hint: bool,
    invalid: bool,
    /// Browsers may offer passkeys in it.
    #[prop(optional)]
    passkeys: bool,
) -> impl IntoView {
    let autocomplete = if passkeys {
        "username webauthn"
    } else {
        "username"
    };
    view! {
        <input
            id="user_name"
            name="user_name"
            type="text"
            value=value
            autocomplete=autocomplete
            autocapitalize="off"
            spellcheck="false"
            aria-describedby=described_by("user_name", hint, invalid)
            aria-invalid=invalid.then_some("true")
        />
    }
}

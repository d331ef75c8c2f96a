//! A form that a passkey answers.
//!
//! WebAuthn needs a script, and nothing else on these pages does; so it is one small script in the page,
//! which works without WebAssembly and on pages that have none. It takes the form's submit, has the
//! browser ask the device, and sends the form with what came of it, so that every word a person reads is
//! the server's.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::text::Texts;

const SCRIPT: &str = include_str!("passkey.js");

/// What a device is asked to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ceremony {
    Make,
    Use,
    /// As `Use`, and the browser may offer it in the field for the user name as well.
    UseOrPick,
}

/// Shows its children where the browser has passkeys, and says so where it has not.
#[component]
pub fn PasskeyForm(
    t: &'static Texts,
    ceremony: Ceremony,
    action: &'static str,
    /// JSON, as WebAuthn (Level 3, section 5.1) parses it.
    options: String,
    children: Children,
) -> impl IntoView {
    let kind = match ceremony {
        Ceremony::Make => "create",
        Ceremony::Use | Ceremony::UseOrPick => "get",
    };
    let picks = ceremony == Ceremony::UseOrPick;
    // A page that offers a password beside it need not say what its browser lacks.
    let without = (!picks).then(|| view! { <p class="no-passkeys">{t.passkey_unable}</p> });
    view! {
        {without}
        <form method="post" action=action class="passkeys" data-passkey=kind data-options=options
            data-pick=picks.then_some("") novalidate>
            <input type="hidden" name="answer" />
            <input type="hidden" name="trouble" />
            {children()}
        </form>
    }
}

/// The script, for each page that may have such a form, also after a step was swapped in.
#[component]
pub fn PasskeyScript() -> impl IntoView {
    view! { <script type="module" nonce=use_nonce() inner_html=SCRIPT></script> }
}

//! The number to give to support.

use leptos::prelude::*;

/// The correlation id: the same in every log line and audit row.
#[component]
pub fn SupportCode(label: &'static str, code: String) -> impl IntoView {
    view! { <p class="support">{label}": "<code>{code}</code></p> }
}

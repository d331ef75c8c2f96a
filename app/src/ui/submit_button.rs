//! The button that sends a form of the wizard.

use leptos::prelude::*;

use super::Progress;

/// Stays in the tab order while it works, so that the focus is not lost.
#[component]
pub fn SubmitButton(
    label: &'static str,
    working: &'static str,
    progress: Progress,
    #[prop(default = "button")] class: &'static str,
) -> impl IntoView {
    view! {
        <button type="submit" class=class aria-disabled=move || progress.pending.get().then_some("true")>
            {move || if progress.slow.get() { working } else { label }}
        </button>
    }
}

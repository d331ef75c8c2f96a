//! Where to go from a page that is the end of a way: a web view has no button for it.

use leptos::prelude::*;

use crate::text::Texts;

/// A computer's sign-in screen has no use for the portal's own.
#[component]
pub fn WayBack(t: &'static Texts, at_logon: bool) -> impl IntoView {
    let sign_in =
        (!at_logon).then(|| view! { <a class="button second" href="/signin">{t.sign_in}</a> });
    view! {
        <a class="button" href="/reset">{t.identify_title}</a>
        {sign_in}
    }
}

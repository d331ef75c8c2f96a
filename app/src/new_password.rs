//! Choosing a new password: the fields with their list of rules, and what they say while somebody
//! types. The same wherever a password is chosen.

#[cfg(feature = "ssr")]
mod fields;
mod follow;
mod judge;
mod reveal;
mod rules;

#[cfg(feature = "ssr")]
pub(crate) use fields::{AccountName, NewPasswordFields, reasons, rule_list, show_words};

use std::time::Duration;

use leptos::ev::{Event, MouseEvent, SubmitEvent};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::dom;

/// A second tap within this time is the first one's echo.
const ECHO: Duration = Duration::from_secs(3);

/// The fields on a page that has no other island. The browser sends their form, once: the answer to
/// an echo would be that of a session that the first one has ended.
#[island]
pub fn LivingFields(children: Children) -> impl IntoView {
    // Effects run in the browser alone.
    Effect::new(|_| {
        dom::show_all("[data-live]");
        begin();
    });
    let typed = |event: Event| {
        if let Some(input) = dom::input_of(&event) {
            follow(&input);
        }
    };
    let sent = RwSignal::new(false);
    let send_once = move |event: SubmitEvent| {
        if sent.get_untracked() {
            event.prevent_default();
            return;
        }
        sent.set(true);
        set_timeout(move || sent.set(false), ECHO);
    };
    view! {
        <div on:submit=send_once on:input=typed on:click=|event| reveal(&event)>{children()}</div>
    }
}

/// Fetches the rules, on a page that shows them.
pub(crate) fn begin() {
    follow::begin();
}

/// Shows or hides a password, if this button does that.
pub(crate) fn reveal(event: &MouseEvent) {
    reveal::turn(event);
}

/// What is said while somebody types into this input, if it is one of ours.
pub(crate) fn follow(input: &HtmlInputElement) {
    if matches!(input.id().as_str(), "password" | "repeat") {
        follow::follow();
    }
}

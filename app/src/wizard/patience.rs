//! Waiting for a code: the wait until another can be sent, and help for those who get none.

use std::time::Duration;

use leptos::prelude::set_timeout;
use web_sys::{Element, HtmlElement};

use crate::dom;
use crate::text::fill;

/// After so long without a code people look for help.
const PATIENCE_SECONDS: u32 = 10;

/// Starts with a step that waits for a code: its help has the `id` "patience".
pub(super) fn begin() {
    if let Some(help) = dom::by_id("patience") {
        tick(help, js_sys::Date::now(), 0);
    }
}

/// Looks at every second, counted by the clock, because a phone stops the ticks while its owner reads
/// the message; ends with the step.
fn tick(help: HtmlElement, begin: f64, mut second: u32) {
    while f64::from(second) * 1000.0 <= js_sys::Date::now() - begin {
        if !help.is_connected() {
            return;
        }
        pass(&help, second);
        second += 1;
    }
    set_timeout(move || tick(help, begin, second), Duration::from_secs(1));
}

fn pass(help: &Element, second: u32) {
    if second == PATIENCE_SECONDS {
        // It fails only for a name that is no attribute's.
        let _ = help.set_attribute("open", "");
        if let Some(said) = dom::by_id::<Element>("patience-said") {
            said.set_text_content(help.get_attribute("data-said").as_deref());
        }
    }
    let Some(button) = dom::by_id::<Element>("resend") else {
        return;
    };
    let wait = button
        .get_attribute("data-seconds")
        .and_then(|seconds| seconds.parse().ok());
    let left = wait.unwrap_or(0_u32).saturating_sub(second);
    let hint = match left {
        0 => String::new(),
        _ => fill(
            &button.get_attribute("data-wait").unwrap_or_default(),
            &[("seconds", &left.to_string())],
        ),
    };
    if let Some(place) = dom::by_id::<Element>("resend-hint") {
        dom::say(&place, &hint);
    }
    let _ = match left {
        0 => button.remove_attribute("aria-disabled"),
        _ => button.set_attribute("aria-disabled", "true"),
    };
}

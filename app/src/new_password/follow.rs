//! Typing a new password: the rules, the strength, and whether both inputs hold the same.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::set_timeout;
use leptos::task::spawn_local;
use web_sys::Element;

use super::{judge, rules};
use crate::dom;

/// The verdict follows the typing at this distance, so that typing stays light.
const PAUSE: Duration = Duration::from_millis(200);

/// The `id` of the list of rules; its attributes hold what to judge by:
/// `data-rules`, `data-own` and `data-wording` in JSON, and the address `data-module`.
pub(super) const RULES: &str = "password-rules";

thread_local! {
    /// Counts the inputs, so that only the last of a quick series is followed by a verdict.
    static TYPED: Cell<u32> = const { Cell::new(0) };
}

/// Fetches the rules when they show.
pub(super) fn begin() {
    let list = dom::by_id::<Element>(RULES);
    let Some(url) = list.and_then(|list| list.get_attribute("data-module")) else {
        return;
    };
    spawn_local(async move {
        judge::fetch(&url).await;
        look();
    });
}

pub(super) fn follow() {
    let typed = TYPED.get().wrapping_add(1);
    TYPED.set(typed);
    let look_once = move || {
        if TYPED.get() == typed {
            look();
        }
    };
    set_timeout(look_once, PAUSE);
}

/// Judges what the inputs hold now.
fn look() {
    let Some(list) = dom::by_id::<Element>(RULES) else {
        return;
    };
    let t = dom::page_texts();
    let password = dom::value_of("password");
    let repeat = dom::value_of("repeat");
    let attribute = |name| list.get_attribute(name).unwrap_or_default();
    let shown = judge::judge(
        &password,
        &attribute("data-rules"),
        &attribute("data-own"),
        &attribute("data-wording"),
    );
    if let Some(shown) = shown {
        rules::show(t, &list, &shown);
    }
    let same = (!repeat.is_empty()).then(|| password == repeat);
    dom::remark("repeat-remark", same, t.password_same, t.password_differs);
}

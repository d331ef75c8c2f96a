//! The button that shows a password.

use leptos::ev::MouseEvent;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::dom;

/// Shows or hides the input that the pressed button names in `data-reveal`. Its words change places
/// with those in `data-other`.
pub(super) fn turn(event: &MouseEvent) {
    let button = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some((button, id)) = button.and_then(|button| {
        let id = button.get_attribute("data-reveal")?;
        Some((button, id))
    }) else {
        return;
    };
    let Some(input) = dom::by_id::<HtmlInputElement>(&id) else {
        return;
    };
    let show = input.type_() == "password";
    input.set_type(if show { "text" } else { "password" });
    let words = button.text_content().unwrap_or_default();
    button.set_text_content(button.get_attribute("data-other").as_deref());
    // These fail only for a name that is no attribute's.
    let _ = button.set_attribute("data-other", words.trim());
    let _ = button.set_attribute("aria-pressed", if show { "true" } else { "false" });
}

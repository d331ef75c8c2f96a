//! Finding things on the page. What is not there is not an error: the step may be over.

use domain::locale::Locale;
use leptos::ev::Event;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::text::{Texts, texts};

/// The texts of the page's language.
pub(crate) fn page_texts() -> &'static Texts {
    let root = document().document_element();
    let tag = root
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default();
    texts(Locale::from_tag(&tag).unwrap_or_default())
}

pub(crate) fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The elements that match a selector, which must be a valid one.
pub(crate) fn all(selector: &str) -> impl Iterator<Item = Element> {
    let found = document().query_selector_all(selector).ok();
    let length = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..length).filter_map(move |i| found.as_ref()?.item(i)?.dyn_into().ok())
}

/// Shows what is hidden from pages that do not live.
pub(crate) fn show_all(selector: &str) {
    for element in all(selector) {
        // It fails only for a name that is no attribute's.
        let _ = element.remove_attribute("hidden");
    }
}

/// The input that an event comes from.
pub(crate) fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

pub(crate) fn value_of(id: &str) -> String {
    by_id::<HtmlInputElement>(id)
        .map(|input| input.value())
        .unwrap_or_default()
}

/// Says one of two things in a remark, or nothing when there is nothing to say yet.
pub(crate) fn remark(id: &str, good: Option<bool>, yes: &str, no: &str) {
    let Some(remark) = by_id::<HtmlElement>(id) else {
        return;
    };
    let (class, text) = match good {
        Some(true) => ("remark good", yes),
        Some(false) => ("remark", no),
        None => ("remark", ""),
    };
    remark.set_class_name(class);
    say(&remark, text);
}

/// Changes a text only when it differs: screen readers read each change.
pub(crate) fn say(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Moves the focus to the first of these that is on the page.
pub(crate) fn focus(ids: &[&str]) {
    if let Some(element) = ids.iter().find_map(|id| by_id::<HtmlElement>(id)) {
        // It fails only for an element that has left the page.
        let _ = element.focus();
    }
}

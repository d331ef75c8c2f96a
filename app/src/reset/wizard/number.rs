//! Typing a phone number: whether it can be one.

use domain::phone::PhoneNumber;
use web_sys::HtmlInputElement;

use crate::dom;

/// Only the form of a number can be seen here; whether it is the right one, the server says.
pub(super) fn follow(input: &HtmlInputElement) {
    let t = dom::page_texts();
    let typed = input.value();
    let complete = (!typed.trim().is_empty()).then(|| PhoneNumber::parse(&typed).is_ok());
    dom::remark(
        "number-remark",
        complete,
        t.number_complete,
        t.number_incomplete,
    );
}

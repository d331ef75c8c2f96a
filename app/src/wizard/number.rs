//! Typing a phone number: whether it can be one.

use domain::phone::PhoneNumber;
use web_sys::HtmlInputElement;

use crate::dom;

/// Only the form of a number can be seen here; whether it is the right one, the server says.
pub(super) fn follow(input: &HtmlInputElement) {
    let t = dom::page_texts();
    let typed = input.value();
    let complete = match PhoneNumber::parse(&typed) {
        Ok(_) => Some(true),
        // As it is dialled at home, which takes the tables of the server to judge.
        Err(_) if !is_international(&typed) && has_enough_digits(&typed) => None,
        Err(_) => (!typed.trim().is_empty()).then_some(false),
    };
    dom::remark(
        "number-remark",
        complete,
        t.number_complete,
        t.number_incomplete,
    );
}

fn is_international(typed: &str) -> bool {
    let typed = typed.trim_start();
    typed.starts_with('+') || typed.starts_with("00")
}

fn has_enough_digits(typed: &str) -> bool {
    typed.bytes().filter(u8::is_ascii_digit).count() >= 7
}

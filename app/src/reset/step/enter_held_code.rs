//! Entering a code that nobody sends: an app shows it, or the helpdesk reads it out.

use domain::method::Method;
use leptos::prelude::*;

use super::enter_code::code_form;
use super::frame::{Frame, Heading, LinkForm};

pub(super) fn step(frame: Frame, method: Method, digits: u8, others: bool) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let (intro, autocomplete) = match method {
        Method::HelpdeskPass => (t.held_helpdesk_pass, "off"),
        _ => (t.held_totp, "one-time-code"),
    };
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.code_title />
        <p>{intro}</p>
        {code_form(frame, digits, autocomplete)}
        {others.then(|| view! { <LinkForm action="/api/reset/other_method" turn label=t.other_method /> })}
    }
    .into_any()
}

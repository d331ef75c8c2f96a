//! The password has been changed.

use leptos::prelude::*;

use super::frame::{Frame, Heading};
use crate::text::fill;

/// A form with `get`, so that the browser puts the user name into the address.
pub(super) fn step(frame: Frame, user_name: String, at_logon: bool) -> AnyView {
    let t = frame.t;
    view! {
        {frame.summary(Vec::new())}
        <div class="success">
            <svg viewBox="0 0 48 48" aria-hidden="true"><path d="M10 25l10 10 19-22" /></svg>
            <Heading text=t.done_title />
            <p>{t.done_text}</p>
        </div>
        {next(frame, user_name, at_logon)}
    }
    .into_any()
}

fn next(frame: Frame, user_name: String, at_logon: bool) -> AnyView {
    let t = frame.t;
    if at_logon {
        return view! {
            <h2>{t.done_logon_title}</h2>
            <ol>
                <li>{t.done_logon_close}</li>
                <li>{fill(t.done_logon_sign_in, &[("user_name", &user_name)])}</li>
            </ol>
        }
        .into_any();
    }
    view! {
        <form method="get" action="/signin">
            <input type="hidden" name="username" value=user_name />
            <button type="submit" class="button">{t.done_sign_in}</button>
        </form>
    }
    .into_any()
}

//! Trying out what nothing is sent for.

use domain::locale::Locale;
use domain::method::TOTP_DIGITS;
use domain::questions::Question;
use leptos::prelude::*;

use crate::ui::{Ceremony, Frame, Heading, PasskeyForm, answer_form, code_form};

pub(super) fn held_code(frame: Frame) -> AnyView {
    let t = frame.t;
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.code_title />
        <p>{t.held_totp}</p>
        {code_form(frame, "/api/setup/code", TOTP_DIGITS, "one-time-code")}
    }
    .into_any()
}

pub(super) fn answers(frame: Frame, locale: Locale, questions: Vec<Question>) -> AnyView {
    let t = frame.t;
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.answer_title />
        <p>{t.answer_intro}</p>
        {answer_form(frame, "/api/setup/test_answers", locale, questions)}
    }
    .into_any()
}

pub(super) fn passkey(frame: Frame, request: String) -> AnyView {
    let Frame { t, turn, .. } = frame;
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.passkey_title />
        <PasskeyForm t ceremony=Ceremony::Use action="/api/setup/test_passkey" options=request>
            <input type="hidden" name="turn" value=turn.to_string() />
            <p>{t.passkey_intro}</p>
            <button type="submit" class="button">{t.passkey_use}</button>
        </PasskeyForm>
    }
    .into_any()
}

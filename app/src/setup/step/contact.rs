//! Typing an address or a number to which a code is sent.

use domain::method::Method;
use domain::refusal::Field as Place;
use leptos::prelude::*;

use crate::ui::{Field, Frame, Heading, StepForm, described_by};

/// Where the number goes that a text, or a call, is to confirm.
const TEXT: &str = "/api/setup/number";
const CALL: &str = "/api/setup/call_number";

pub(super) fn address(frame: Frame, typed: String) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let error = frame.error(Place::Address);
    let invalid = error.is_some();
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.setup_address_title />
        <p>{t.setup_address_intro}</p>
        <StepForm action="/api/setup/address" turn>
            <Field id="address" label=t.setup_address_label error_word=t.error error>
                <input id="address" name="address" type="email" value=typed dir="ltr" maxlength="254"
                    autocomplete="email" autocapitalize="off" spellcheck="false"
                    aria-describedby=described_by("address", false, invalid)
                    aria-invalid=invalid.then_some("true") />
            </Field>
            <button type="submit" class="button">{t.number_send}</button>
        </StepForm>
    }
    .into_any()
}

/// By a text, by a call, or by what is pressed: Enter presses the first button.
pub(super) fn number(frame: Frame, typed: String, ways: &[Method]) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let error = frame.error(Place::Number);
    let invalid = error.is_some();
    let (texts, calls) = (
        ways.contains(&Method::Sms),
        ways.contains(&Method::MobileCall),
    );
    let (intro, action, send) = match (texts, calls) {
        (true, true) => (t.setup_number_intro_both, TEXT, t.number_send),
        (false, true) => (t.setup_number_intro_call, CALL, t.number_call),
        (_, false) => (t.setup_number_intro, TEXT, t.number_send),
    };
    let instead = (texts && calls).then(|| {
        view! { <button type="submit" class="button second" formaction=CALL>{t.setup_call_instead}</button> }
    });
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.setup_number_title />
        <p>{intro}</p>
        <StepForm action turn>
            <Field id="number" label=t.number_label hint=t.number_hint error_word=t.error error>
                <input id="number" name="number" type="tel" value=typed dir="ltr" maxlength="64" autocomplete="tel"
                    aria-describedby=described_by("number", true, invalid)
                    aria-invalid=invalid.then_some("true") />
                <p class="remark" id="number-remark" role="status"></p>
            </Field>
            <button type="submit" class="button">{send}</button>
            {instead}
        </StepForm>
    }
    .into_any()
}

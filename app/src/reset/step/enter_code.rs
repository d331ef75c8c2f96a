//! Entering the code that was sent.

use domain::method::Method;
use domain::refusal::{Field as Place, Refusal};
use domain::wizard::OfferView;
use leptos::prelude::*;

use super::frame::{Frame, Heading, LinkForm, StepForm, unbroken};
use crate::text::fill;
use crate::ui::{Field, described_by};

pub(super) fn step(
    frame: Frame,
    offer: &OfferView,
    digits: u8,
    resend_seconds: u32,
    others: bool,
) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let sent = match offer.method {
        Method::Email => t.code_sent_email,
        _ => t.code_sent_sms,
    };
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.code_title />
        <p>{fill(sent, &[("hint", &unbroken(&offer.hint))])}</p>
        {code_form(frame, digits, "one-time-code")}
        {nothing_arrived(frame, offer.method, resend_seconds)}
        {others.then(|| view! { <LinkForm action="/api/reset/other_method" turn label=t.other_method /> })}
    }
    .into_any()
}

/// One input rather than one box a digit: it takes pastes, autofill and screen readers as they come.
pub(super) fn code_form(frame: Frame, digits: u8, autocomplete: &'static str) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let error = frame.error(Place::Code);
    let invalid = error.is_some();
    let digits = digits.to_string();
    let hint = fill(t.code_hint, &[("digits", &digits)]);
    view! {
        <StepForm action="/api/reset/enter_code" turn>
            <Field id="code" label=t.code_label hint error_word=t.error error>
                <input
                    id="code"
                    name="code"
                    type="text"
                    class="code"
                    inputmode="numeric"
                    autocomplete=autocomplete
                    pattern="[0-9 \\-]*"
                    spellcheck="false"
                    data-digits=digits
                    aria-describedby=described_by("code", true, invalid)
                    aria-invalid=invalid.then_some("true")
                />
                <p class="hint after" data-live="" hidden>{t.code_auto}</p>
            </Field>
            <button type="submit" class="button">{t.next}</button>
        </StepForm>
    }
    .into_any()
}

/// Advice, another code, and the administrator. Opens by itself after a while, and at once when the
/// last code is of no use.
fn nothing_arrived(frame: Frame, method: Method, resend_seconds: u32) -> AnyView {
    let Frame { t, turn, notice } = frame;
    let advice = match method {
        Method::Email => t.nothing_email,
        _ => t.nothing_sms,
    };
    let useless = matches!(
        notice,
        Some(Refusal::CodeExpired | Refusal::ResendTooSoon { .. } | Refusal::TooManySends)
    );
    view! {
        <p class="unseen" id="patience-said" role="status"></p>
        <details id="patience" open=useless data-said=t.nothing_title>
            <summary>{t.nothing_title}</summary>
            <p>{advice}</p>
            <StepForm action="/api/reset/resend" turn>
                <button type="submit" id="resend" class="button second"
                    data-seconds=resend_seconds.to_string() data-wait=t.resend_wait>
                    {t.resend}
                </button>
                <p class="hint after" id="resend-hint"></p>
            </StepForm>
            <p><a href="/contact">{t.contact}</a></p>
        </details>
    }
    .into_any()
}

//! Typing the code that was sent to a new address or number.

use domain::method::Method;
use domain::refusal::Refusal;
use leptos::prelude::*;

use crate::text::fill;
use crate::ui::{Frame, Heading, LinkForm, StepForm, code_form, unbroken};

pub(super) fn step(
    frame: Frame,
    method: Method,
    to: &str,
    digits: u8,
    resend_seconds: u32,
    others: bool,
) -> AnyView {
    let Frame { t, turn, notice } = frame;
    let (sent, advice, other) = match method {
        Method::Email => (t.code_sent_email, t.nothing_email, t.setup_other_address),
        _ => (t.code_sent_sms, t.nothing_sms, t.setup_other_number),
    };
    let useless = matches!(
        notice,
        Some(Refusal::CodeExpired | Refusal::ResendTooSoon { .. } | Refusal::TooManySends)
    );
    let seconds = resend_seconds.to_string();
    // Counts down where the page lives.
    let wait = (resend_seconds > 0).then(|| fill(t.resend_wait, &[("seconds", &seconds)]));
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.code_title />
        <p>{fill(sent, &[("hint", &unbroken(to))])}</p>
        {code_form(frame, "/api/setup/code", digits, "one-time-code")}
        <p class="unseen" id="patience-said" role="status"></p>
        <details id="patience" open=useless data-said=t.nothing_title>
            <summary>{t.nothing_title}</summary>
            <p>{advice}</p>
            <StepForm action="/api/setup/resend" turn>
                <button type="submit" id="resend" class="button second"
                    data-seconds=seconds data-wait=t.resend_wait>
                    {t.resend}
                </button>
                <p class="hint after" id="resend-hint">{wait}</p>
            </StepForm>
        </details>
        {others.then(|| view! { <LinkForm action="/api/setup/back" turn label=other /> })}
    }
    .into_any()
}

//! Entering the code that was sent.

use domain::method::Method;
use domain::refusal::Field as Place;
use domain::wizard::OfferView;
use leptos::prelude::*;

use super::code_sent::NothingArrived;
use super::frame::{Frame, Heading, LinkForm, StepForm, unbroken};
use crate::text::fill;
use crate::ui::{CodeInput, Field, SubmitButton, described_by};

pub(super) fn step(
    frame: Frame,
    offer: &OfferView,
    digits: u8,
    resend_seconds: u32,
    others: bool,
) -> impl IntoView + use<> {
    let Frame { t, turn, progress, .. } = frame;
    let error = frame.error(Place::Code);
    let invalid = error.is_some();
    let sent = match offer.method {
        Method::Email => t.code_sent_email,
        Method::Sms => t.code_sent_sms,
    };
    let hint = fill(t.code_hint, &[("digits", &digits.to_string())]);
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.code_title />
        <p>{fill(sent, &[("hint", &unbroken(&offer.hint))])}</p>
        <StepForm action="/api/reset/enter_code" turn>
            <Field id="code" label=t.code_label hint error_word=t.error error>
                <CodeInput id="code" digits described_by=described_by("code", true, invalid) invalid progress />
            </Field>
            <p class="hint" hidden=move || !progress.live.get()>{t.code_auto}</p>
            <SubmitButton label=t.next working=t.working progress />
        </StepForm>
        <NothingArrived frame method=offer.method resend_seconds />
        {others.then(|| view! { <LinkForm action="/api/reset/other_method" turn label=t.other_method /> })}
    }
}

//! Typing one's whole number before anything is sent to it.

use domain::phone::PhoneNumber;
use domain::refusal::Field as Place;
use domain::wizard::OfferView;
use leptos::prelude::*;

use super::frame::{Frame, Heading, LinkForm, StepForm, unbroken};
use crate::text::fill;
use crate::ui::{Field, Remark, Saying, SubmitButton, described_by};

pub(super) fn step(frame: Frame, offer: &OfferView, typed: &str) -> impl IntoView + use<> {
    let Frame { t, turn, progress, .. } = frame;
    let error = frame.error(Place::Number);
    let invalid = error.is_some();
    let typed = typed.to_owned();
    // Only the form of a number can be seen here; whether it is the right one, the server says.
    let saying = Saying::nothing();
    let look = move |ev| {
        let text = event_target_value(&ev);
        let complete = (!text.trim().is_empty()).then(|| PhoneNumber::parse(&text).is_ok());
        saying.say(complete, t.number_complete, t.number_incomplete);
    };
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.number_title />
        <p>{fill(t.number_intro, &[("hint", &unbroken(&offer.hint))])}</p>
        <StepForm action="/api/reset/confirm_number" turn>
            <Field id="number" label=t.number_label hint=t.number_hint error_word=t.error error>
                <input
                    id="number"
                    name="number"
                    type="tel"
                    value=typed
                    dir="ltr"
                    autocomplete="tel"
                    aria-describedby=described_by("number", true, invalid)
                    aria-invalid=invalid.then_some("true")
                    on:input=look
                />
            </Field>
            <Remark saying />
            <SubmitButton label=t.number_send working=t.working progress />
        </StepForm>
        <LinkForm action="/api/reset/other_method" turn label=t.other_method />
    }
}

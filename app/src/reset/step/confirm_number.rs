//! Typing one's whole number before anything is sent to it.

use domain::method::{Kind, Method};
use domain::refusal::Field as Place;
use domain::wizard::OfferView;
use leptos::prelude::*;

use crate::text::{Texts, fill};
use crate::ui::{Field, Frame, Heading, LinkForm, StepForm, described_by, unbroken};

/// Which of the person's numbers is meant.
pub(super) const fn title(t: &Texts, method: Method) -> &'static str {
    match method {
        Method::OfficeCall => t.number_title_office,
        _ => t.number_title,
    }
}

pub(super) fn step(frame: Frame, offer: &OfferView, typed: String) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let error = frame.error(Place::Number);
    let invalid = error.is_some();
    let (intro, send) = match offer.method.kind() {
        Kind::Call => (t.number_intro_call, t.number_call),
        Kind::SentCode | Kind::HeldCode | Kind::Signature | Kind::Answers => {
            (t.number_intro, t.number_send)
        }
    };
    let label = match offer.method {
        Method::OfficeCall => t.number_label_office,
        _ => t.number_label,
    };
    view! {
        {frame.summary(Vec::new())}
        <Heading text=title(t, offer.method) />
        <p>{fill(intro, &[("hint", &unbroken(&offer.hint))])}</p>
        <StepForm action="/api/reset/confirm_number" turn>
            <Field id="number" label hint=t.number_hint error_word=t.error error>
                <input
                    id="number"
                    name="number"
                    type="tel"
                    value=typed
                    dir="ltr"
                    autocomplete="tel"
                    aria-describedby=described_by("number", true, invalid)
                    aria-invalid=invalid.then_some("true")
                />
                <p class="remark" id="number-remark" role="status"></p>
            </Field>
            <button type="submit" class="button">{send}</button>
        </StepForm>
        <LinkForm action="/api/reset/other_method" turn label=t.other_method />
    }
    .into_any()
}

//! The form that a code is typed into.

use domain::refusal::Field as Place;
use leptos::prelude::*;

use super::{Field, Frame, StepForm, described_by};
use crate::text::fill;

/// One input rather than one box a digit: it takes pastes, autofill and screen readers as they come.
pub fn code_form(
    frame: Frame,
    action: &'static str,
    digits: u8,
    autocomplete: &'static str,
) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let error = frame.error(Place::Code);
    let invalid = error.is_some();
    let digits = digits.to_string();
    let hint = fill(t.code_hint, &[("digits", &digits)]);
    view! {
        <StepForm action turn>
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

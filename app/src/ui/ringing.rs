//! A telephone rings, or has stopped ringing.

use leptos::prelude::*;

use super::{Frame, Heading, StepForm, unbroken};
use crate::text::fill;

/// What differs from page to page.
#[derive(Clone, Copy)]
pub struct Call {
    /// The address that tells when the call has ended; the turn is missing at its end.
    pub events: &'static str,
    /// The form that calls once more.
    pub again: &'static str,
}

pub fn ringing(frame: Frame, call: Call, hint: &str, rings: bool) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let hint = unbroken(hint);
    let told = if rings {
        view! {
            <p id="ringing" class="ringing" data-turn=turn.to_string() data-events=call.events role="status">
                <span class="bell" aria-hidden="true"></span>
                {fill(t.call_rings, &[("hint", &hint)])}
            </p>
            <p>{t.call_press}</p>
            <p class="hint">{t.call_report}</p>
        }
        .into_any()
    } else {
        view! {
            <p>{fill(t.call_over, &[("hint", &hint)])}</p>
            <StepForm action=call.again turn>
                <button type="submit" class="button">{t.call_again}</button>
            </StepForm>
        }
        .into_any()
    };
    view! {
        {frame.summary(Vec::new())}
        <Heading text=if rings { t.call_title } else { t.call_over_title } />
        {told}
    }
    .into_any()
}

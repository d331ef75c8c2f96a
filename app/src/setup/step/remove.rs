//! Making sure before something is removed.

use domain::method::Method;
use domain::registration::{Beneath, Loss};
use leptos::prelude::*;

use crate::text::{Texts, fill, method_text};
use crate::ui::{Frame, Heading, StepForm, unbroken};

pub(super) fn step(frame: Frame, method: Method, hint: &str, loss: &Loss) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let what = match hint {
        "" => method_text(t, method).to_owned(),
        hint => format!("{} ({})", method_text(t, method), unbroken(hint)),
    };
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.setup_remove_title />
        <p>{fill(t.setup_remove_text, &[("what", &what)])}</p>
        {afterwards(t, loss)}
        <StepForm action="/api/setup/confirm_removal" turn>
            <button type="submit" class="button">{t.setup_remove}</button>
        </StepForm>
    }
    .into_any()
}

/// What the organisation knows counts again, or not, and whether a reset still works.
pub(super) fn afterwards(t: &Texts, loss: &Loss) -> AnyView {
    let known = loss.beneath.as_ref().map(|Beneath { hint, counts }| {
        let template = if *counts {
            t.setup_remove_known
        } else {
            t.setup_remove_unconfirmed
        };
        view! { <p>{fill(template, &[("hint", &unbroken(hint))])}</p> }
    });
    let end = t.setup_remove_ends_resets;
    let ends = loss
        .ends_resets
        .then(|| view! { <p><strong>{end}</strong></p> });
    view! {
        {known}
        {ends}
    }
    .into_any()
}

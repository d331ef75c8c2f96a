//! Making sure before something is removed.

use domain::method::Method;
use leptos::prelude::*;

use crate::text::{fill, method_text};
use crate::ui::{Frame, Heading, StepForm, unbroken};

pub(super) fn step(frame: Frame, method: Method, hint: &str) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let what = match hint {
        "" => method_text(t, method).to_owned(),
        hint => format!("{} ({})", method_text(t, method), unbroken(hint)),
    };
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.setup_remove_title />
        <p>{fill(t.setup_remove_text, &[("what", &what)])}</p>
        <StepForm action="/api/setup/confirm_removal" turn>
            <button type="submit" class="button">{t.setup_remove}</button>
        </StepForm>
    }
    .into_any()
}

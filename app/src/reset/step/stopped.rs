//! A reset that cannot go on, and why.

use leptos::prelude::*;

use crate::text::refusal_text;
use crate::ui::{Frame, Heading, StepForm};

pub(super) fn step(frame: Frame) -> AnyView {
    let Frame {
        t, turn, notice, ..
    } = frame;
    let why = notice.map_or_else(
        || t.stopped_text.to_owned(),
        |refusal| refusal_text(t, refusal),
    );
    view! {
        <Heading text=t.stopped_title />
        <p>{why}</p>
        <StepForm action="/api/reset/start_over" turn>
            <button type="submit" class="button">{t.start_again}</button>
        </StepForm>
    }
    .into_any()
}

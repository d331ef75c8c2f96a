//! A reset that cannot go on, and why.

use leptos::prelude::*;

use super::frame::{Frame, Heading, StepForm};
use crate::text::refusal_text;
use crate::ui::SubmitButton;

pub(super) fn step(frame: Frame) -> impl IntoView + use<> {
    let Frame { t, turn, progress, notice, .. } = frame;
    let why = notice.map_or_else(|| t.stopped_text.to_owned(), |refusal| refusal_text(t, refusal));
    view! {
        <Heading text=t.stopped_title />
        <p>{why}</p>
        <StepForm action="/api/reset/start_over" turn>
            <SubmitButton label=t.start_again working=t.working progress />
        </StepForm>
    }
}

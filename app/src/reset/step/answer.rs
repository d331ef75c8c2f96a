//! Answering questions.

use domain::locale::Locale;
use domain::questions::Question;
use leptos::prelude::*;

use crate::ui::{Frame, Heading, LinkForm, answer_form};

pub(super) fn step(
    frame: Frame,
    locale: Locale,
    questions: Vec<Question>,
    others: bool,
) -> AnyView {
    let Frame { t, turn, .. } = frame;
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.answer_title />
        <p>{t.answer_intro}</p>
        {answer_form(frame, "/api/reset/answer", locale, questions)}
        {others.then(|| view! { <LinkForm action="/api/reset/other_method" turn label=t.other_method /> })}
    }
    .into_any()
}

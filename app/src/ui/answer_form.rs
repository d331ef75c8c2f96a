//! The form that answers to questions are typed into.

use domain::locale::Locale;
use domain::questions::Question;
use domain::refusal::Field as Place;
use leptos::prelude::*;

use super::{Field, Frame, StepForm, described_by};

/// The names of the inputs, in the order of the questions; the first is where the summary leads.
const INPUTS: [&str; 5] = ["answer1", "answer2", "answer3", "answer4", "answer5"];

pub fn answer_form(
    frame: Frame,
    action: &'static str,
    locale: Locale,
    questions: Vec<Question>,
) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let error = frame.error(Place::Answers);
    let fields = INPUTS
        .into_iter()
        .zip(questions)
        .enumerate()
        .map(|(i, (input, question))| {
            // Which one is wrong is not told, so the message stands once.
            field(
                frame,
                input,
                question.text(locale).to_owned(),
                error.clone().filter(|_| i == 0),
            )
        })
        .collect_view();
    view! {
        <StepForm action turn>
            {fields}
            <button type="submit" class="button">{t.next}</button>
        </StepForm>
    }
    .into_any()
}

fn field(frame: Frame, input: &'static str, question: String, error: Option<String>) -> AnyView {
    let invalid = error.is_some();
    view! {
        <Field id=input label=question error_word=frame.t.error error>
            <input id=input name=input type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                maxlength="200" aria-describedby=described_by(input, false, invalid)
                aria-invalid=invalid.then_some("true") />
        </Field>
    }
    .into_any()
}

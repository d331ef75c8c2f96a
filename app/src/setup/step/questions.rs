//! Choosing questions, and answering them.

use domain::locale::Locale;
use domain::questions::Question;
use domain::refusal::Refusal;
use domain::secret::Secret;
use leptos::prelude::*;

use crate::text::{fill, refusal_text};
use crate::ui::{ErrorSummary, Field, Frame, Heading, StepForm, described_by};

/// The names of the inputs, row by row.
const ROWS: [(&str, &str); 5] = [
    ("question1", "answer1"),
    ("question2", "answer2"),
    ("question3", "answer3"),
    ("question4", "answer4"),
    ("question5", "answer5"),
];

/// The input that a refusal belongs to.
fn culprit(refusal: Refusal) -> Option<&'static str> {
    let (row, is_question) = match refusal {
        Refusal::QuestionMissing { row } | Refusal::QuestionTwice { row } => (row, true),
        Refusal::AnswerLength { row } | Refusal::AnswersAlike { row } => (row, false),
        _ => return None,
    };
    let (question, answer) = ROWS.get(usize::from(row).checked_sub(1)?)?;
    Some(if is_question { question } else { answer })
}

/// What there is to choose from, and what was chosen and typed so far.
pub(super) struct Form {
    pub(super) pool: Vec<Question>,
    pub(super) count: u8,
    pub(super) chosen: Vec<Question>,
    pub(super) answers: Vec<Secret>,
}

pub(super) fn step(frame: Frame, locale: Locale, form: &Form) -> AnyView {
    let Frame { t, turn, notice } = frame;
    let summary = notice.map(|refusal| {
        let text = refusal_text(t, refusal);
        view! { <ErrorSummary title=t.problem text target=culprit(refusal) /> }
    });
    let rows = (0..usize::from(form.count))
        .map(|row| fields(frame, locale, row, form))
        .collect_view();
    let count = form.count.to_string();
    let intro = fill(t.setup_questions_intro, &[("count", &count)]);
    view! {
        {summary}
        <Heading text=t.setup_questions_title />
        <p>{intro}</p>
        <StepForm action="/api/setup/answer" turn>
            {rows}
            <button type="submit" class="button">{t.setup_questions_save}</button>
        </StepForm>
    }
    .into_any()
}

fn fields(frame: Frame, locale: Locale, row: usize, form: &Form) -> AnyView {
    let t = frame.t;
    let chosen = form.chosen.get(row);
    let typed = form.answers.get(row).map(|typed| typed.expose().to_owned());
    let (question, answer) = ROWS[row];
    let number = (row + 1).to_string();
    let label = |template: &str| fill(template, &[("n", &number)]);
    let error = |input: &str| {
        let refusal = frame.notice.filter(|why| culprit(*why) == Some(input))?;
        Some(refusal_text(t, refusal))
    };
    let (question_error, answer_error) = (error(question), error(answer));
    let (question_wrong, answer_wrong) = (question_error.is_some(), answer_error.is_some());
    let options = form
        .pool
        .iter()
        .map(|one| {
            let selected = chosen == Some(one);
            view! { <option value=one.as_str().to_owned() selected=selected>{one.text(locale).to_owned()}</option> }
        })
        .collect_view();
    view! {
        <fieldset class="pair">
            <legend class="unseen">{label(t.setup_question)}</legend>
            <Field id=question label=label(t.setup_question) error_word=t.error error=question_error>
                <select id=question name=question required
                    aria-describedby=described_by(question, false, question_wrong)
                    aria-invalid=question_wrong.then_some("true")>
                    <option value="">{t.setup_choose}</option>
                    {options}
                </select>
            </Field>
            <Field id=answer label=label(t.setup_answer) error_word=t.error error=answer_error>
                <input id=answer name=answer type="text" value=typed required minlength="3" maxlength="200"
                    autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-describedby=described_by(answer, false, answer_wrong)
                    aria-invalid=answer_wrong.then_some("true") />
            </Field>
        </fieldset>
    }
    .into_any()
}

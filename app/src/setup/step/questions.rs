//! Choosing questions, and answering them.

use domain::locale::Locale;
use domain::questions::Question;
use domain::refusal::Refusal;
use leptos::prelude::*;

use crate::text::{fill, refusal_text};
use crate::ui::{ErrorSummary, Field, Frame, Heading, described_by};

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

pub(super) fn step(
    frame: Frame,
    locale: Locale,
    pool: &[Question],
    count: u8,
    chosen: &[Question],
) -> AnyView {
    let Frame { t, turn, notice } = frame;
    let summary = notice.map(|refusal| {
        let text = refusal_text(t, refusal);
        view! { <ErrorSummary title=t.problem text target=culprit(refusal) /> }
    });
    let rows = (0..usize::from(count))
        .map(|row| fields(frame, locale, row, pool, chosen.get(row)))
        .collect_view();
    let intro = fill(t.setup_questions_intro, &[("count", &count.to_string())]);
    view! {
        {summary}
        <Heading text=t.setup_questions_title />
        <p>{intro}</p>
        // Not `novalidate`: answers are not sent back, so a slip that the browser sees costs less.
        <form method="post" action="/api/setup/answer" autocomplete="off">
            <input type="hidden" name="turn" value=turn.to_string() />
            {rows}
            <button type="submit" class="button">{t.setup_questions_save}</button>
        </form>
    }
    .into_any()
}

fn fields(
    frame: Frame,
    locale: Locale,
    row: usize,
    pool: &[Question],
    chosen: Option<&Question>,
) -> AnyView {
    let t = frame.t;
    let (question, answer) = ROWS[row];
    let number = (row + 1).to_string();
    let label = |template: &str| fill(template, &[("n", &number)]);
    let error = |input: &str| {
        let refusal = frame.notice.filter(|why| culprit(*why) == Some(input))?;
        Some(refusal_text(t, refusal))
    };
    let (question_error, answer_error) = (error(question), error(answer));
    let (question_wrong, answer_wrong) = (question_error.is_some(), answer_error.is_some());
    let options = pool
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
                <input id=answer name=answer type="text" required minlength="3" maxlength="200"
                    autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-describedby=described_by(answer, false, answer_wrong)
                    aria-invalid=answer_wrong.then_some("true") />
            </Field>
        </fieldset>
    }
    .into_any()
}

//! Giving passkeys other names.

use domain::refusal::Refusal;
use domain::registration::{PASSKEYS_MAX, PasskeyHeld, Renaming};
use leptos::prelude::*;

use super::passkey::when;
use crate::ports::PasskeyTold;
use crate::text::{fill, refusal_text};
use crate::ui::{ErrorSummary, Field, Frame, Heading, StepForm, described_by};

/// The inputs, row by row. Each form has one, and all of them send it as `name`.
const ROWS: [&str; PASSKEYS_MAX] = [
    "name1", "name2", "name3", "name4", "name5", "name6", "name7", "name8", "name9", "name10",
];

/// The input that a refusal belongs to.
fn culprit(refusal: Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::PasskeyName { row } => ROWS.get(usize::from(row).checked_sub(1)?).copied(),
        _ => None,
    }
}

pub(super) fn step(
    frame: Frame,
    passkeys: &[PasskeyHeld],
    told: &[PasskeyTold],
    refused: Option<&Renaming>,
) -> AnyView {
    let Frame { t, notice, .. } = frame;
    let summary = notice.map(|refusal| {
        let text = refusal_text(t, refusal);
        view! { <ErrorSummary title=t.problem text target=culprit(refusal) /> }
    });
    let rows = passkeys
        .iter()
        .zip(told)
        .zip(ROWS)
        .map(|((passkey, told), input)| {
            let when = when(t, told);
            row(frame, passkey, when, input, refused)
        })
        .collect_view();
    view! {
        {summary}
        <Heading text=t.setup_rename_title />
        <p>{t.setup_rename_text}</p>
        <ul class="holdings">{rows}</ul>
    }
    .into_any()
}

/// The old name stands in the button, for those who hear one button after the other.
fn row(
    frame: Frame,
    passkey: &PasskeyHeld,
    when: String,
    input: &'static str,
    refused: Option<&Renaming>,
) -> AnyView {
    let Frame { t, turn, notice } = frame;
    let typed = refused.filter(|renaming| renaming.id == passkey.id);
    let typed = typed.map_or(passkey.name.clone(), |renaming| renaming.typed.clone());
    let (id, name) = (passkey.id.clone(), passkey.name.clone());
    let error = notice.filter(|why| culprit(*why) == Some(input));
    let error = error.map(|why| refusal_text(t, why));
    let wrong = error.is_some();
    let label = fill(t.setup_rename_label, &[("name", &name)]);
    view! {
        <li class="has">
            <h2>{name.clone()}</h2>
            <p>{when}</p>
            <StepForm action="/api/setup/name_passkey" turn>
                <input type="hidden" name="id" value=id />
                <Field id=input label error_word=t.error error>
                    <input id=input name="name" type="text" value=typed maxlength="40"
                        autocomplete="off" aria-describedby=described_by(input, false, wrong)
                        aria-invalid=wrong.then_some("true") />
                </Field>
                <button type="submit" class="side">{t.setup_rename_save}<span class="unseen">" "{name}</span></button>
            </StepForm>
        </li>
    }
    .into_any()
}

//! Adding a passkey, and removing one of several.

use domain::registration::{Loss, PasskeyHeld};
use leptos::prelude::*;

use super::remove::afterwards;
use crate::ports::PasskeyTold;
use crate::text::{Texts, fill};
use crate::ui::{Ceremony, Field, Frame, Heading, PasskeyForm, StepForm, described_by};

/// The name tells passkeys apart later; a number will do for those who do not care.
pub(super) fn add(frame: Frame, options: String, held: usize) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let name = fill(t.setup_passkey_called, &[("n", &(held + 1).to_string())]);
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.setup_passkey_title />
        <PasskeyForm t ceremony=Ceremony::Make action="/api/setup/passkey" options>
            <input type="hidden" name="turn" value=turn.to_string() />
            <p>{t.setup_passkey_intro}</p>
            <Field id="name" label=t.setup_passkey_name hint=t.setup_passkey_name_hint error_word=t.error error=None>
                <input id="name" name="name" type="text" value=name maxlength="40" autocomplete="off"
                    aria-describedby=described_by("name", true, false) />
            </Field>
            <button type="submit" class="button">{t.setup_passkey_make}</button>
        </PasskeyForm>
    }
    .into_any()
}

pub(super) fn remove(
    frame: Frame,
    passkeys: &[PasskeyHeld],
    told: &[PasskeyTold],
    loss: &Loss,
) -> AnyView {
    let t = frame.t;
    let rows = passkeys
        .iter()
        .zip(told)
        .map(|(passkey, told)| row(frame, passkey, told))
        .collect_view();
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.setup_remove_title />
        <p>{t.setup_passkey_remove_text}</p>
        {afterwards(t, loss)}
        <ul class="holdings">{rows}</ul>
    }
    .into_any()
}

/// The name stands in the button too, for those who hear one button after the other.
fn row(frame: Frame, passkey: &PasskeyHeld, told: &PasskeyTold) -> AnyView {
    let t = frame.t;
    let (id, name) = (passkey.id.clone(), passkey.name.clone());
    let when = when(t, told);
    view! {
        <li class="has">
            <h2>{name.clone()}</h2>
            <p>{when}</p>
            <div class="acts">
                <StepForm action="/api/setup/remove_passkey" turn=frame.turn class="inline">
                    <input type="hidden" name="id" value=id />
                    <button type="submit" class="side">{t.setup_remove}<span class="unseen">" "{name}</span></button>
                </StepForm>
            </div>
        </li>
    }
    .into_any()
}

/// When it was made, and used last.
pub(super) fn when(t: &Texts, told: &PasskeyTold) -> String {
    let since = fill(t.setup_passkey_since, &[("when", &told.since)]);
    match &told.used {
        Some(used) => [&since, " ", &fill(t.setup_passkey_used, &[("when", used)])].concat(),
        None => [&since, " ", t.setup_passkey_unused].concat(),
    }
}

//! Step 1: who somebody is, and that it is a person.

use domain::locale::Locale;
use domain::refusal::Field as Place;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::frame::{Frame, Heading, StepForm};
use crate::ui::{Field, UserNameInput, described_by};

pub(super) fn step(frame: Frame, locale: Locale, user_name: String, puzzle: u32) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let error = frame.error(Place::UserName);
    let invalid = error.is_some();
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.identify_title />
        <p>{t.identify_intro}</p>
        <StepForm action="/api/reset/identify" turn>
            // Enter in a field presses the form's first button, which must not be the one for another picture.
            <button type="submit" class="unseen" tabindex="-1" aria-hidden="true">{t.next}</button>
            <Field id="user_name" label=t.user_name_label hint=t.user_name_hint error_word=t.error error>
                <UserNameInput value=user_name hint=true invalid />
            </Field>
            {puzzle_fields(frame, locale, puzzle)}
            <button type="submit" class="button">{t.next}</button>
        </StepForm>
    }
    .into_any()
}

/// Picture, sound and the one field that answers either.
fn puzzle_fields(frame: Frame, locale: Locale, puzzle: u32) -> AnyView {
    let t = frame.t;
    let error = frame.error(Place::Captcha);
    let invalid = error.is_some();
    let version = puzzle.to_string();
    // A sign-in screen has no place to save a file to.
    let no_download = custom_attribute("controlslist", "nodownload");
    view! {
        <fieldset>
            <legend>{t.captcha_legend}</legend>
            <img class="puzzle" src=["/captcha/picture?v=", &version].concat() width="280" height="90" alt=t.captcha_alt />
            <button type="submit" class="link" formaction="/api/reset/new_puzzle">{t.captcha_new}</button>
            <details>
                <summary>{t.captcha_sound}</summary>
                <audio {..no_download} controls preload="none" aria-label=t.captcha_sound
                    src=["/captcha/sound?v=", &version, "&lang=", locale.tag()].concat()></audio>
            </details>
            <Field id="captcha" label=t.captcha_label hint=t.captcha_hint error_word=t.error error>
                <input
                    id="captcha"
                    name="captcha"
                    type="text"
                    class="code"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    aria-describedby=described_by("captcha", true, invalid)
                    aria-invalid=invalid.then_some("true")
                />
            </Field>
        </fieldset>
    }
    .into_any()
}

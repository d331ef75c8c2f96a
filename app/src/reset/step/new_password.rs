//! Choosing the new password.

use domain::password::Verdict;
use domain::refusal::Field as Place;
use leptos::prelude::*;

use super::frame::{Frame, Heading, StepForm};
use crate::new_password::{AccountName, NewPasswordFields, reasons};

pub(super) fn step(
    frame: Frame,
    user_name: String,
    rule_list: AnyView,
    refused: Option<&Verdict>,
) -> AnyView {
    let Frame { t, turn, notice } = frame;
    view! {
        {frame.summary(reasons(t, notice, refused))}
        <Heading text=t.password_title />
        <StepForm action="/api/reset/set_password" turn>
            <AccountName user_name />
            <NewPasswordFields t rules=rule_list
                password_error=frame.error(Place::Password) repeat_error=frame.error(Place::Repeat) />
            <button type="submit" class="button">{t.password_save}</button>
        </StepForm>
    }
    .into_any()
}

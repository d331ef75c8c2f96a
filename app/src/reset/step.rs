//! The current step as a plain document.

mod answer;
mod call;
mod choose;
mod confirm_number;
mod done;
mod enter_code;
mod enter_held_code;
mod identify;
mod new_password;
mod stages;
mod stopped;
mod use_passkey;

use domain::locale::Locale;
use domain::wizard::{ResetView, StepView};
use leptos::prelude::*;

use crate::new_password::rule_list;
use crate::text::{Texts, fill, texts};
use crate::ui::{ErrorSummary, Frame, LinkForm, Note, SupportCode};
use crate::wizard::{PROBLEM, STEP};

/// The step with what stands around each: the stepper, the ways out, the support code. `failed` says
/// that the last plain form got no answer.
#[component]
pub(super) fn CurrentStep(
    view: ResetView,
    locale: Locale,
    at_logon: bool,
    meter_url: String,
    failed: bool,
    #[prop(optional_no_strip)] note: Option<&'static str>,
) -> impl IntoView {
    let t = texts(locale);
    let frame = Frame {
        t,
        notice: view.notice,
        turn: view.turn,
    };
    let stepper = stages::stepper(t, &view.step, view.gates);
    let finished = matches!(view.step, StepView::Done { .. } | StepView::Stopped);
    let step = match view.step {
        StepView::Identify { user_name, puzzle } => {
            identify::step(frame, locale, user_name, puzzle)
        }
        StepView::Choose { gate, offers } => choose::step(frame, gate, offers),
        StepView::ConfirmNumber { offer, typed, .. } => confirm_number::step(frame, &offer, typed),
        StepView::EnterCode {
            offer,
            digits,
            resend_seconds,
            others,
            ..
        } => enter_code::step(frame, &offer, digits, resend_seconds, others),
        StepView::EnterHeldCode {
            method,
            digits,
            others,
            ..
        } => enter_held_code::step(frame, method, digits, others),
        StepView::Call {
            offer,
            rings,
            others,
            ..
        } => call::step(frame, &offer, rings, others),
        StepView::Answer {
            questions, others, ..
        } => answer::step(frame, locale, questions, others),
        StepView::UsePasskey { request, .. } => use_passkey::step(frame, request),
        StepView::NewPassword {
            user_name,
            rules,
            own,
            verdict,
        } => {
            let rules = rule_list(t, &rules, &own, meter_url);
            new_password::step(frame, user_name, rules, verdict.as_ref())
        }
        StepView::Done { user_name } => done::step(frame, user_name, at_logon),
        StepView::Stopped => stopped::step(frame),
    };
    view! {
        <div id=STEP>
            {stepper}
            {note.map(|text| view! { <Note text /> })}
            {failed.then(|| view! {
                <ErrorSummary id=PROBLEM title=t.problem text=t.unavailable_text.to_owned() target=None />
            })}
            {step}
            <div class="ways">
                {(!finished).then(|| view! { <LinkForm action="/api/reset/cancel" turn=view.turn label=t.cancel /> })}
                <a href="/contact">{t.contact}</a>
            </div>
            <SupportCode label=t.support_code code=view.support_code />
        </div>
    }
}

/// What the page looks at by itself: where the telephone rings, whether it still does.
pub(super) fn look(view: &ResetView) -> Option<&'static str> {
    matches!(view.step, StepView::Call { rings: true, .. }).then_some(call::LOOK)
}

/// The title of the window, without the organisation.
pub(super) fn title(t: &Texts, view: &ResetView) -> String {
    let title = match view.step {
        StepView::Identify { .. } => t.identify_title,
        StepView::Choose { .. } => t.choose_title,
        StepView::ConfirmNumber { ref offer, .. } => confirm_number::title(t, offer.method),
        StepView::EnterCode { .. } | StepView::EnterHeldCode { .. } => t.code_title,
        StepView::Call { rings: true, .. } => t.call_title,
        StepView::Call { rings: false, .. } => t.call_over_title,
        StepView::Answer { .. } => t.answer_title,
        StepView::UsePasskey { .. } => t.passkey_title,
        StepView::NewPassword { .. } => t.password_title,
        StepView::Done { .. } => t.done_title,
        StepView::Stopped => return t.stopped_title.to_owned(),
    };
    match view.notice {
        Some(_) => fill(t.error_title, &[("title", title)]),
        None => title.to_owned(),
    }
}

//! The current step as a plain document.

mod authenticator;
mod call;
mod code;
mod contact;
mod overview;
mod passkey;
mod password;
mod questions;
mod remove;
mod rename;
mod test;
mod way_out;

use domain::locale::Locale;
use domain::method::Method;
use domain::registration::{Change, SetupStep};
use leptos::prelude::*;

use crate::ports::SetupPage;
use crate::text::Texts;
use crate::ui::{Frame, LinkForm};

/// The step, and the way out of it.
pub(super) fn current(t: &'static Texts, locale: Locale, page: SetupPage) -> AnyView {
    let SetupPage {
        view,
        handover,
        creation,
        answers,
        request,
        told,
        since,
        way_out,
        user_name,
    } = page;
    let frame = Frame {
        t,
        notice: view.notice,
        turn: view.turn,
    };
    let step = match view.step {
        SetupStep::Overview {
            entries,
            needed,
            tests,
        } => {
            let top = way_out::top(t, way_out);
            let bottom = way_out::bottom(frame, needed, way_out);
            let rows = overview::Rows {
                entries,
                since,
                tests,
                refused: view.refused,
            };
            let needed = way_out::still_needed(t, needed, way_out);
            return overview::step(frame, rows, needed, view.done, top, bottom);
        }
        SetupStep::Password { others } => password::step(frame, user_name, others),
        SetupStep::Proof { offers } => password::without(frame, offers),
        SetupStep::Address { typed, .. } => contact::address(frame, typed),
        SetupStep::Number { wish, typed, .. } if wish.method == Method::OfficeCall => {
            contact::office(frame, typed)
        }
        SetupStep::Number { typed, ways, .. } => contact::number(frame, typed, &ways),
        SetupStep::Call { to, rings, change } => {
            let others = !matches!(change, Change::Test | Change::Confirm);
            call::step(frame, &to, rings, others)
        }
        SetupStep::HeldCode => test::held_code(frame),
        SetupStep::Answers { questions } => test::answers(frame, locale, questions),
        SetupStep::Signature => test::passkey(frame, request.unwrap_or_default()),
        SetupStep::Code {
            method,
            to,
            digits,
            resend_seconds,
            change,
        } => {
            let others = change != Change::Test;
            code::step(frame, method, &to, digits, resend_seconds, others)
        }
        SetupStep::Questions {
            pool,
            count,
            chosen,
        } => {
            let form = questions::Form {
                pool,
                count,
                chosen,
                answers,
            };
            questions::step(frame, locale, &form)
        }
        SetupStep::Authenticator => authenticator::step(frame, handover),
        SetupStep::Passkey => passkey::add(frame, creation.unwrap_or_default(), told.len()),
        SetupStep::RemovePasskey { passkeys, loss } => {
            passkey::remove(frame, &passkeys, &told, &loss)
        }
        SetupStep::RenamePasskeys { passkeys, refused } => {
            rename::step(frame, &passkeys, &told, refused.as_ref())
        }
        SetupStep::Remove { method, hint, loss } => remove::step(frame, method, &hint, &loss),
    };
    let other = view.is_proof.then(
        || view! { <LinkForm action="/api/setup/back" turn=view.turn label=t.other_method /> },
    );
    view! {
        {step}
        <div class="ways">
            {other}
            <LinkForm action="/api/setup/leave" turn=view.turn label=t.cancel />
        </div>
    }
    .into_any()
}

/// What the page looks at by itself: where the telephone rings, whether it still does.
pub(super) fn look(step: &SetupStep) -> Option<&'static str> {
    matches!(step, SetupStep::Call { rings: true, .. }).then_some(call::LOOK)
}

/// The title of the window, without the organisation.
pub(super) fn title(t: &Texts, step: &SetupStep) -> &'static str {
    match step {
        SetupStep::Overview { .. } => t.setup_title,
        SetupStep::Password { .. } => t.setup_password_title,
        SetupStep::Proof { .. } => t.setup_proof_title,
        SetupStep::Address { .. } => t.setup_address_title,
        SetupStep::Number { wish, .. } if wish.method == Method::OfficeCall => t.setup_office_title,
        SetupStep::Number { .. } => t.setup_number_title,
        SetupStep::Code { .. } | SetupStep::HeldCode => t.code_title,
        SetupStep::Answers { .. } => t.answer_title,
        SetupStep::Signature => t.passkey_title,
        SetupStep::Call { rings: true, .. } => t.call_title,
        SetupStep::Call { rings: false, .. } => t.call_over_title,
        SetupStep::Questions { .. } => t.setup_questions_title,
        SetupStep::Authenticator => t.setup_totp_title,
        SetupStep::Passkey => t.setup_passkey_title,
        SetupStep::RenamePasskeys { .. } => t.setup_rename_title,
        SetupStep::RemovePasskey { .. } | SetupStep::Remove { .. } => t.setup_remove_title,
    }
}

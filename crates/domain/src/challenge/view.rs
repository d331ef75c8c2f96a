//! What of a challenge the browser may see.

use super::{Challenge, Phase, Sent, State, Verify};

use crate::method::{Kind, Method, TOTP_DIGITS};
use crate::password::OwnWords;
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::time::Timestamp;
use crate::wizard::{OfferView, ResetView, StepView};

/// Shows the current step. `own` are the words the new password may not contain; they are only
/// read on that step. `puzzle` numbers the CAPTCHA picture.
pub fn view(
    challenge: &Challenge,
    policy: &Policy,
    own: OwnWords,
    puzzle: u32,
    now: Timestamp,
) -> ResetView {
    let expired = challenge.is_expired(now);
    let (step, notice) = match &challenge.state {
        _ if expired => (StepView::Stopped, Some(Refusal::Expired)),
        State::Identify { user_name } => (
            StepView::Identify {
                user_name: user_name.clone(),
                puzzle,
            },
            challenge.notice,
        ),
        State::Verify(verify) => (
            gate(verify, policy, now),
            challenge.notice.or_else(|| unanswered(verify, now)),
        ),
        State::NewPassword {
            verdict, user_name, ..
        } => (
            StepView::NewPassword {
                user_name: user_name.clone(),
                rules: policy.password.clone(),
                own,
                verdict: verdict.clone(),
            },
            challenge.notice,
        ),
        State::Done { user_name } => (
            StepView::Done {
                user_name: user_name.clone(),
            },
            None,
        ),
        State::Stopped { why } => (StepView::Stopped, Some(*why)),
        State::Cancelled => (StepView::Stopped, None),
    };
    ResetView {
        step,
        gates: policy.gates,
        notice,
        turn: challenge.turn,
        support_code: challenge.id.clone(),
    }
}

fn gate(verify: &Verify, policy: &Policy, now: Timestamp) -> StepView {
    let gate = verify.gate();
    let others = verify.open_offers().count() > 1;
    match &verify.phase {
        Phase::Choose => StepView::Choose {
            gate,
            offers: verify.open_offers().map(OfferView::of).collect(),
        },
        Phase::ConfirmNumber { method, typed } => StepView::ConfirmNumber {
            gate,
            offer: chosen(verify, *method),
            typed: typed.clone(),
        },
        Phase::EnterCode { method } if method.kind() == Kind::HeldCode => {
            let digits = match method {
                Method::HelpdeskPass => policy.helpdesk.digits,
                _ => TOTP_DIGITS,
            };
            StepView::EnterHeldCode {
                gate,
                method: *method,
                digits,
                others,
            }
        }
        Phase::EnterCode { method } => StepView::EnterCode {
            gate,
            offer: chosen(verify, *method),
            digits: policy.codes.digits,
            resend_seconds: verify
                .sent
                .as_ref()
                .map_or(0, |sent: &Sent| sent.resend_at.seconds_after(now)),
            others,
        },
        Phase::Calling { method } => StepView::Call {
            gate,
            offer: chosen(verify, *method),
            rings: verify.call.as_ref().is_some_and(|call| call.rings(now)),
            others,
        },
        Phase::Answer { asked } => StepView::Answer {
            gate,
            questions: asked.clone(),
            others,
        },
        Phase::UsePasskey { .. } => StepView::UsePasskey {
            gate,
            request: String::new(),
            others,
        },
    }
}

/// Nobody told how the call ended: whoever waited for it has waited long enough.
fn unanswered(verify: &Verify, now: Timestamp) -> Option<Refusal> {
    let calling = matches!(verify.phase, Phase::Calling { .. });
    let over = verify.call.as_ref().is_some_and(|call| !call.rings(now));
    (calling && over).then_some(Refusal::CallUnanswered)
}

fn chosen(verify: &Verify, method: Method) -> OfferView {
    OfferView {
        method,
        hint: verify
            .open_offer(method)
            .map(|offer| offer.hint.clone())
            .unwrap_or_default(),
    }
}

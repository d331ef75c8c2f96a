//! What of an enrolment its person gets to see.

use super::advance::Around;
use super::fresh_proof::proofs_for;
use super::loss::Loss;
use super::overview::{Entry, Needed, hint, overview};
use super::{Change, Enrolment, PasskeyHeld, Renaming, State, Wish, Work};
use crate::contact::Channel;
use crate::method::Method;
use crate::questions::Question;
use crate::refusal::Refusal;
use crate::time::Timestamp;
use crate::wizard::OfferView;

/// One step, and what became of the last submit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupView {
    pub step: SetupStep,
    pub notice: Option<Refusal>,
    /// The row of the overview that the notice is about.
    pub refused: Option<Method>,
    pub done: Option<Wish>,
    pub turn: u32,
    /// This is the fresh proof before something else; there are others.
    pub is_proof: bool,
}

/// The current step with all that its form needs. Neither the secret of an authenticator nor
/// answers that were typed are in here: who holds the keys shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetupStep {
    Overview {
        entries: Vec<Entry>,
        needed: Needed,
        /// The rows that can be tried out.
        tests: Vec<Method>,
    },
    /// Or one of the others, which the person has.
    Password {
        others: Vec<OfferView>,
    },
    /// One of these, or signing in anew: there is no password to ask for.
    Proof {
        offers: Vec<OfferView>,
    },
    Address {
        wish: Wish,
        typed: String,
    },
    Number {
        wish: Wish,
        typed: String,
        /// How it can be confirmed: by a text, by a call, or by either.
        ways: Vec<Method>,
    },
    Code {
        method: Method,
        /// In full, so that a slip is seen; masked where it was there before.
        to: String,
        digits: u8,
        resend_seconds: u32,
        change: Change,
    },
    /// The telephone rings, or has stopped ringing; the notice says why.
    Call {
        to: String,
        rings: bool,
        change: Change,
    },
    HeldCode,
    Answers {
        questions: Vec<Question>,
    },
    /// What a device signs is not in here.
    Signature,
    Questions {
        pool: Vec<Question>,
        count: u8,
        chosen: Vec<Question>,
    },
    Authenticator,
    Passkey,
    Remove {
        method: Method,
        hint: String,
        loss: Loss,
    },
    /// Which of them.
    RemovePasskey {
        passkeys: Vec<PasskeyHeld>,
        loss: Loss,
    },
    RenamePasskeys {
        passkeys: Vec<PasskeyHeld>,
        refused: Option<Renaming>,
    },
}

/// Shows the current step. A piece of work whose time is up is over.
pub fn view(enrolment: &Enrolment, around: Around<'_>) -> SetupView {
    let (step, notice) = match &enrolment.state {
        State::Working { until, .. } if around.now >= *until => {
            (overview(around), Some(Refusal::SetupExpired))
        }
        State::Overview => (overview(around), enrolment.notice),
        State::Prove(pending) => {
            let others = proofs_for(pending.wish, around);
            let others = others.iter().map(OfferView::of).collect();
            let step = if around.holdings.has_password {
                SetupStep::Password { others }
            } else {
                SetupStep::Proof { offers: others }
            };
            (step, enrolment.notice)
        }
        State::Working { wish, work, .. } => (
            working(*wish, work, around),
            enrolment.notice.or_else(|| unanswered(work, around.now)),
        ),
    };
    SetupView {
        step,
        notice,
        refused: enrolment.refused,
        done: enrolment.done,
        turn: enrolment.turn,
        is_proof: is_proof(&enrolment.state, around.now),
    }
}

fn is_proof(state: &State, now: Timestamp) -> bool {
    matches!(state, State::Working { proves_for: Some(_), until, .. } if now < *until)
}

fn working(wish: Wish, work: &Work, around: Around<'_>) -> SetupStep {
    let policy = around.policy;
    match work {
        Work::Address { typed } => SetupStep::Address {
            wish,
            typed: typed.clone(),
        },
        Work::Number { typed } => SetupStep::Number {
            wish,
            typed: typed.clone(),
            ways: [Method::Sms, Method::MobileCall, Method::OfficeCall]
                .into_iter()
                .filter(|way| way.registered_as() == Some(wish.method))
                .filter(|way| policy.methods.contains(way))
                .collect(),
        },
        Work::Code { channel, sent } => SetupStep::Code {
            method: sent.method,
            to: told(wish.change, channel),
            digits: policy.codes.digits,
            resend_seconds: sent.resend_at.seconds_after(around.now),
            change: wish.change,
        },
        Work::Call { channel, call } => SetupStep::Call {
            to: told(wish.change, channel),
            rings: call.rings(around.now),
            change: wish.change,
        },
        Work::Questions { chosen, .. } => SetupStep::Questions {
            pool: policy.questions.pool.clone(),
            count: policy.questions.register,
            chosen: chosen.clone(),
        },
        Work::Authenticator { .. } => SetupStep::Authenticator,
        Work::Passkey { .. } => SetupStep::Passkey,
        Work::HeldCode => SetupStep::HeldCode,
        Work::Answers { asked } => SetupStep::Answers {
            questions: asked.clone(),
        },
        Work::Signature { .. } => SetupStep::Signature,
        Work::Remove if wish.method == Method::Passkey => SetupStep::RemovePasskey {
            passkeys: around.holdings.passkeys.clone(),
            loss: Loss::of(wish.method, around),
        },
        Work::Rename { refused } => SetupStep::RenamePasskeys {
            passkeys: around.holdings.passkeys.clone(),
            refused: refused.clone(),
        },
        Work::Remove => SetupStep::Remove {
            method: wish.method,
            hint: hint(wish.method, around.holdings).unwrap_or_default(),
            loss: Loss::of(wish.method, around),
        },
    }
}

/// Nobody told how the call ended: whoever waited for it has waited long enough.
fn unanswered(work: &Work, now: Timestamp) -> Option<Refusal> {
    let is_over = matches!(work, Work::Call { call, .. } if !call.rings(now));
    is_over.then_some(Refusal::CallUnanswered)
}

fn told(change: Change, channel: &Channel) -> String {
    match (channel, change) {
        (Channel::Mailbox(address), Change::Test | Change::Confirm) => address.masked(),
        (Channel::Line(number), Change::Test | Change::Confirm) => number.masked(),
        (Channel::Mailbox(address), _) => address.as_str().to_owned(),
        (Channel::Line(number), _) => number.clone().into(),
        (Channel::Authenticator | Channel::Memory | Channel::Helpdesk | Channel::Nowhere(_), _) => {
            String::new()
        }
    }
}

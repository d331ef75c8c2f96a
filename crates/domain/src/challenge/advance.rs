//! The transition function.

use super::next::Next;
use super::{Challenge, State, Subject};
use crate::call::CallOutcome;
use crate::contact::{Channel, Offer};
use crate::method::Method;
use crate::password::Verdict;
use crate::phone::PhoneNumber;
use crate::policy::Policy;
use crate::questions::Question;
use crate::refusal::Refusal;
use crate::secret::CodeDigest;
use crate::throttle::Standing;
use crate::time::Timestamp;

/// What happened. Facts that need a key, a store or a clock come in as data.
#[derive(Clone, Debug)]
pub enum Event {
    /// The name was not accepted (missing, or the CAPTCHA was wrong).
    NameRefused {
        user_name: String,
        why: Refusal,
    },
    /// The name was accepted, and this is what it leads to.
    Identified {
        user_name: String,
        subject: Subject,
        offers: Vec<Offer>,
        /// What the person has registered answers to, in the order in which it is asked.
        questions: Vec<Question>,
        policy_version: u32,
        /// The rule for groups under which `policy` is given.
        rule: Option<String>,
    },
    /// Another CAPTCHA puzzle was asked for.
    NewPuzzleAsked,
    /// Helpful disclosure only: the name cannot reset, and the person is told why.
    Ineligible {
        why: Refusal,
    },
    /// `code` is the digest of the code to send, should one be sent.
    MethodChosen {
        method: Method,
        code: CodeDigest,
    },
    /// The form named a method that there is not.
    MethodUnknown,
    NumberTyped {
        typed: String,
        number: Option<PhoneNumber>,
        code: CodeDigest,
    },
    /// `None` when nothing was typed.
    CodeTyped {
        digest: Option<CodeDigest>,
    },
    /// A proof that is not a sent code was compared.
    ProofGiven {
        method: Method,
        proof: Proof,
    },
    /// Another code, or another call.
    ResendAsked {
        code: CodeDigest,
    },
    /// The call that was the `attempt` has ended.
    CallEnded {
        attempt: u32,
        outcome: CallOutcome,
    },
    /// A cap that is not the person's (number, prefix, address, tenant) forbids the sending that
    /// the event before would have caused.
    SendCapped,
    OtherMethodAsked,
    PasswordRefused {
        why: Refusal,
        verdict: Option<Verdict>,
    },
    /// The rules accepted the password and its hash is ready to be stored.
    PasswordAccepted,
    CancelAsked,
}

/// What became of comparing a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Something is missing, or cannot be a proof by its form: nothing was compared.
    Incomplete,
    Wrong,
    Right,
}

/// What the caller has to do, in the same transaction as the state change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The name leads into the gates: the session id changes.
    Identified,
    /// Send the code whose digest came with the event.
    SendCode { method: Method, channel: Channel },
    /// Call, and tell how it ended by [`Event::CallEnded`].
    PlaceCall {
        method: Method,
        channel: Channel,
        attempt: u32,
    },
    /// The call that was placed came to nothing on our side: it does not count.
    CallUncounted { method: Method, channel: Channel },
    /// Whoever answered did not ask for it: revoke every other challenge of the person, tell the person
    /// and the administrator.
    CallReported,
    /// A gate was passed: the session id changes.
    GatePassed { gate: u8, method: Method },
    /// A proof was wrong.
    ProofFailed { method: Method },
    /// The subject is locked from now on.
    Locked,
    /// Store the new password, revoke every other challenge of the person, tell the person.
    Complete,
}

/// The next state of everything.
#[derive(Clone, Debug)]
pub struct Transition {
    pub challenge: Challenge,
    pub standing: Standing,
    pub effects: Vec<Effect>,
}

/// Decides what an event does.
///
/// # Errors
/// A [`Refusal`] when nothing changes: the challenge is over, its time is up, or the event belongs to
/// another step. The report of a call is never refused.
pub fn advance(
    challenge: &Challenge,
    standing: Standing,
    event: Event,
    policy: &Policy,
    now: Timestamp,
) -> Result<Transition, Refusal> {
    let is_report = matches!(
        event,
        Event::CallEnded {
            outcome: CallOutcome::Reported,
            ..
        }
    );
    if challenge.is_expired(now) && !is_report {
        return Err(Refusal::Expired);
    }
    let mut next = Next {
        standing,
        notice: None,
        effects: Vec::new(),
        policy,
        now,
    };
    let state = match (challenge.state.clone(), event) {
        // It counts whatever became of the reset meanwhile, and whichever of its calls it was.
        (_, _) if is_report => next.reported(),
        (State::Done { .. } | State::Stopped { .. } | State::Cancelled, _) => {
            return Err(Refusal::Moved);
        }
        (_, Event::CancelAsked) => State::Cancelled,
        (State::Identify { user_name }, event) => next.identify(user_name, event)?,
        (State::Verify(verify), event) => next.verify(verify, event)?,
        (
            State::NewPassword {
                proven, user_name, ..
            },
            event,
        ) => next.new_password(proven, user_name, event)?,
    };
    Ok(Transition {
        challenge: Challenge {
            turn: challenge.turn + 1,
            state,
            notice: next.notice,
            ..challenge.clone()
        },
        standing: next.standing,
        effects: next.effects,
    })
}

impl Transition {
    /// True when this browser is trusted with more than before.
    pub fn raises_trust(&self) -> bool {
        self.effects.iter().any(|effect| match effect {
            Effect::Identified | Effect::GatePassed { .. } | Effect::Complete => true,
            Effect::SendCode { .. }
            | Effect::PlaceCall { .. }
            | Effect::CallUncounted { .. }
            | Effect::CallReported
            | Effect::ProofFailed { .. }
            | Effect::Locked => false,
        })
    }
}

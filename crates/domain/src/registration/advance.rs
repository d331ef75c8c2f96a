//! The transition function of an enrolment.

use super::next::Next;
use super::{Enrolment, Holdings, NewSecret, PasskeyName, Renaming, SealedAnswers, State, Wish};
use crate::call::CallOutcome;
use crate::challenge::Proof;
use crate::contact::Channel;
use crate::identity::EmailAddress;
use crate::method::Method;
use crate::phone::PhoneNumber;
use crate::policy::Policy;
use crate::questions::Question;
use crate::refusal::Refusal;
use crate::secret::CodeDigest;
use crate::throttle::Standing;
use crate::time::Timestamp;

/// What decides beside the enrolment itself.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    pub holdings: &'a Holdings,
    pub policy: &'a Policy,
    pub now: Timestamp,
}

/// What happened. Facts that need a key, a store or a clock come in as data.
#[derive(Clone, Debug)]
pub enum Event {
    /// A method is to be added or changed; `secret` is for an authenticator.
    Wished {
        method: Method,
        secret: NewSecret,
    },
    RemovalWished {
        method: Method,
    },
    /// Passkeys are to get other names.
    RenamingWished,
    /// A method is to be tried out; `code` is for one that a code is sent for, `seed` for questions.
    TestWished {
        method: Method,
        code: CodeDigest,
        seed: u64,
    },
    /// The form named a method that there is not.
    MethodUnknown,
    /// The password was compared, or why it was not.
    PasswordCompared {
        right: Result<(), Refusal>,
        secret: NewSecret,
        code: CodeDigest,
        seed: u64,
    },
    /// `code` is the digest of the code to send, should one be sent.
    AddressTyped {
        typed: String,
        address: Option<EmailAddress>,
        code: CodeDigest,
    },
    NumberTyped {
        typed: String,
        number: Option<PhoneNumber>,
        /// By a text or by a call.
        by: Method,
        code: CodeDigest,
    },
    /// A call has ended; `attempt` came with [`Effect::PlaceCall`].
    CallEnded {
        attempt: u32,
        outcome: CallOutcome,
    },
    /// `None` when nothing was typed.
    CodeTyped {
        digest: Option<CodeDigest>,
    },
    ResendAsked {
        code: CodeDigest,
    },
    /// A cap that is not the person's forbids the sending that the event before would have caused.
    SendCapped,
    /// The code of the new authenticator was compared; `step` is its time step when it was right.
    AuthenticatorCompared {
        proof: Proof,
        step: i64,
    },
    /// What is tried out was compared; should it be answers, `seed` draws the next questions.
    ProofGiven {
        proof: Proof,
        seed: u64,
    },
    AnswersRefused {
        why: Refusal,
        chosen: Vec<Question>,
        typed: SealedAnswers,
    },
    /// The answers were judged and are hashed.
    AnswersAccepted,
    RemovalConfirmed,
    /// What a device gave back was judged: a passkey to keep, or why there is none.
    PasskeyMade {
        made: Result<(), Refusal>,
    },
    /// This one of several is to be removed.
    PasskeyRemovalConfirmed {
        id: String,
    },
    PasskeyNamed(Renaming),
    /// Another address or number is to be typed.
    BackAsked,
    /// Back to the overview; nothing is changed.
    LeaveAsked,
}

/// What the caller has to do, in the same transaction as the state change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The password was right: the session id changes.
    Proven,
    /// Send the code whose digest came with the event.
    SendCode { channel: Channel },
    /// Call, and tell how it ended as the end of this attempt.
    PlaceCall {
        method: Method,
        channel: Channel,
        attempt: u32,
    },
    /// Whoever was called did not ask for it: tell the person and the administrator.
    CallReported,
    /// A proof was wrong.
    ProofFailed,
    /// The person is locked from now on.
    Locked,
    /// Store or forget this, end every reset that began without it, tell the person.
    Keep { wish: Wish, kept: Kept },
}

/// What is stored, or no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    Contact(Channel),
    /// The hashes that the caller made.
    Answers,
    /// In the place of any other.
    Authenticator {
        secret: NewSecret,
        /// None of this time step or before is accepted again.
        last_step: i64,
    },
    /// What the caller has verified, beside any other.
    Passkey,
    /// All but the one with this id.
    PasskeysBut {
        id: String,
    },
    /// As before, under another name.
    PasskeyName {
        id: String,
        name: PasskeyName,
    },
    Nothing,
}

/// The next state of everything.
#[derive(Clone, Debug)]
pub struct Transition {
    pub enrolment: Enrolment,
    pub standing: Standing,
    pub effects: Vec<Effect>,
}

/// Decides what an event does.
///
/// # Errors
/// [`Refusal::Moved`] when nothing changes: the event belongs to another step.
pub fn advance(
    enrolment: &Enrolment,
    standing: Standing,
    event: Event,
    around: Around<'_>,
) -> Result<Transition, Refusal> {
    let mut next = Next {
        standing,
        notice: None,
        done: None,
        effects: Vec::new(),
        proven_at: enrolment.proven_at,
        turn: enrolment.turn + 1,
        around,
    };
    let state = match (enrolment.state.clone(), event) {
        (_, Event::LeaveAsked) => State::Overview,
        // A report counts whatever became of the work meanwhile.
        (
            _,
            Event::CallEnded {
                outcome: CallOutcome::Reported,
                ..
            },
        ) => next.reported(),
        (State::Working { until, .. }, _) if around.now >= until => {
            next.stopped(Refusal::SetupExpired)
        }
        (State::Working { .. } | State::Prove { .. }, _) if next.is_locked() => next.lock(),
        (State::Overview, event) => next.overview(enrolment, event)?,
        (State::Prove { wish }, event) => next.prove(wish, event)?,
        (State::Working { wish, .. }, _) if !next.is_allowed(wish) => {
            next.stopped(Refusal::MethodUnavailable)
        }
        (State::Working { wish, work, until }, event) => {
            let work = next.work(wish, work, event)?;
            work.map_or(State::Overview, |work| State::Working { wish, work, until })
        }
    };
    Ok(Transition {
        enrolment: Enrolment {
            turn: next.turn,
            proven_at: next.proven_at,
            state,
            notice: next.notice,
            done: next.done,
            ..enrolment.clone()
        },
        standing: next.standing,
        effects: next.effects,
    })
}

impl Transition {
    /// True when this browser is trusted with more than before.
    pub fn raises_trust(&self) -> bool {
        self.effects.contains(&Effect::Proven)
    }
}

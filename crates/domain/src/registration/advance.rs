//! The transition function of an enrolment.

use super::next::Next;
use super::{Enrolment, Event, Holdings, NewSecret, PasskeyName, State, Wish};
use crate::call::CallOutcome;
use crate::contact::Channel;
use crate::method::Method;
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::throttle::Standing;
use crate::time::Timestamp;

/// What decides beside the enrolment itself.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    pub holdings: &'a Holdings,
    /// Of the person.
    pub groups: &'a [String],
    pub policy: &'a Policy,
    pub now: Timestamp,
}

/// What the caller has to do, in the same transaction as the state change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// There is a fresh proof: the session id changes.
    Proven,
    /// Send the code whose digest came with the event.
    SendCode { channel: Channel },
    /// Call, and tell how it ended as the end of this attempt.
    PlaceCall {
        method: Method,
        channel: Channel,
        attempt: u32,
    },
    /// The call that was placed came to nothing on our side: it does not count.
    CallUncounted { method: Method, channel: Channel },
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
        refused: None,
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
        // What is seen then is the overview.
        (State::Working { until, .. }, event) if around.now >= until => next
            .overview(enrolment, event)
            .unwrap_or_else(|_| next.stopped(Refusal::SetupExpired)),
        (State::Working { .. } | State::Prove(_), _) if next.is_locked() => next.lock(),
        (State::Overview, event) => next.overview(enrolment, event)?,
        (State::Prove(pending), event) => next.prove(pending, event)?,
        (State::Working { wish, ref work, .. }, _) if !next.is_still_allowed(wish, work) => {
            next.refused = Some(wish.method);
            next.stopped(Refusal::MethodUnavailable)
        }
        (
            State::Working {
                proves_for: Some(pending),
                ..
            },
            Event::BackAsked,
        ) => State::Prove(pending),
        (
            State::Working {
                wish,
                work,
                until,
                proves_for,
            },
            event,
        ) => match (next.work(wish, work, event)?, proves_for) {
            (Some(work), proves_for) => State::Working {
                wish,
                work,
                until,
                proves_for,
            },
            (None, Some(pending)) if next.done.take().is_some() => next.proven(pending, None),
            (None, _) => State::Overview,
        },
    };
    Ok(Transition {
        enrolment: Enrolment {
            turn: next.turn,
            proven_at: next.proven_at,
            state,
            notice: next.notice,
            refused: next.refused.filter(|_| next.notice.is_some()),
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

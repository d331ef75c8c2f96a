//! A proof by a telephone call: it is placed, rings, and ends.

use super::advance::Effect;
use super::next::Next;
use super::{Call, Phase, State, Verify};
use crate::call::CallOutcome;
use crate::method::Method;
use crate::refusal::Refusal;

/// Longer than any call is let ring and ask: after it nobody waits any more.
pub const CALL_SECONDS: u32 = 150;

impl Next<'_> {
    /// Calls; one that is under way is waited for instead.
    pub(super) fn call(&mut self, verify: &mut Verify, method: Method) {
        let Some(channel) = verify.open_offer(method).map(|offer| offer.channel.clone()) else {
            self.notice = Some(Refusal::MethodUnavailable);
            return;
        };
        let under_way = |call: &Call| call.method == method && call.rings(self.now);
        if verify.call.as_ref().is_some_and(under_way) {
            verify.phase = Phase::Calling { method };
            return;
        }
        let limit = self.policy.limits.calls;
        if self.standing.calls.is_full(limit, self.now) {
            self.notice = Some(Refusal::TooManySends);
            return;
        }
        self.standing.calls = self.standing.calls.counted(limit, self.now);
        verify.attempts += 1;
        let attempt = verify.attempts;
        self.effects.push(Effect::PlaceCall {
            method,
            channel,
            attempt,
        });
        verify.call = Some(Call {
            method,
            attempt,
            over_at: self.now.plus_seconds(CALL_SECONDS),
        });
        verify.phase = Phase::Calling { method };
    }

    /// The call has ended. Only the last one counts, while it is waited for; a report is none of these.
    ///
    /// # Errors
    /// [`Refusal::Moved`] when nobody waits for this call any more.
    pub(super) fn call_ended(
        &mut self,
        mut verify: Verify,
        attempt: u32,
        outcome: CallOutcome,
    ) -> Result<State, Refusal> {
        let live = verify.call.as_mut();
        let live = live.filter(|call| call.attempt == attempt && call.rings(self.now));
        let Some(call) = live else {
            return Err(Refusal::Moved);
        };
        call.over_at = self.now;
        let method = call.method;
        if verify.phase != (Phase::Calling { method }) {
            return Err(Refusal::Moved);
        }
        let why = match outcome {
            CallOutcome::Confirmed => {
                return Ok(match self.record(&verify, method, attempt) {
                    Some(record) => self.pass(verify, record),
                    None => self.fail(verify, method, Refusal::CallNoKey),
                });
            }
            CallOutcome::WrongKey => return Ok(self.fail(verify, method, Refusal::CallWrongKey)),
            CallOutcome::NoKey => Refusal::CallNoKey,
            CallOutcome::Busy => Refusal::CallBusy,
            CallOutcome::NoAnswer => Refusal::CallUnanswered,
            CallOutcome::NoLine => {
                self.uncount(&verify, method);
                Refusal::CallNoLine
            }
            CallOutcome::Unreachable | CallOutcome::Reported => Refusal::CallFailed,
        };
        self.notice = Some(why);
        Ok(State::Verify(verify))
    }

    /// No telephone has rung, so the person has another call as before.
    fn uncount(&mut self, verify: &Verify, method: Method) {
        self.standing.calls = self.standing.calls.uncounted();
        if let Some(offer) = verify.open_offer(method) {
            let channel = offer.channel.clone();
            self.effects.push(Effect::CallUncounted { method, channel });
        }
    }

    /// Somebody else began this reset: it ends, and another one has to wait as after many failures.
    pub(super) fn reported(&mut self) -> State {
        self.standing = self.standing.locked(self.now);
        self.effects.push(Effect::CallReported);
        self.effects.push(Effect::Locked);
        self.notice = Some(Refusal::CallReported);
        State::Stopped {
            why: Refusal::CallReported,
        }
    }
}

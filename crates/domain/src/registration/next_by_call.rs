//! A telephone call that confirms a number: it is placed, rings, and ends.

use super::advance::{Around, Effect};
use super::next::Next;
use super::{State, Whose, Wish, Work};
use crate::call::CallOutcome;
use crate::challenge::{CALL_SECONDS, Call};
use crate::contact::Channel;
use crate::method::Method;
use crate::refusal::Refusal;

impl Next<'_> {
    /// Counts and calls; nothing when no more calls may be made. The attempt is the turn that the call
    /// begins, which no other call of this enrolment has.
    pub(super) fn call(&mut self, method: Method, channel: Channel) -> Option<Work> {
        let (now, limit) = (self.around.now, self.around.policy.limits.calls);
        if self.standing.calls.is_full(limit, now) {
            self.notice = Some(Refusal::TooManySends);
            return None;
        }
        self.standing.calls = self.standing.calls.counted(limit, now);
        let attempt = self.turn;
        self.effects.push(Effect::PlaceCall {
            method,
            channel: channel.clone(),
            attempt,
        });
        let over_at = now.plus_seconds(CALL_SECONDS);
        let call = Call {
            method,
            attempt,
            over_at,
        };
        Some(Work::Call { channel, call })
    }

    /// Where what the directory says is confirmed, where it does not count without that.
    pub(super) fn to_confirm(&self, method: Method) -> Option<Channel> {
        let Around {
            holdings, policy, ..
        } = self.around;
        let desk = holdings.office.as_ref();
        let desk =
            desk.filter(|desk| desk.whose == Whose::Directory && desk.held.since.is_none())?;
        let is_asked = method == Method::OfficeCall
            && policy.methods.contains(&method)
            && !policy.registration.prepopulated_counts;
        is_asked.then(|| Channel::Line(desk.held.value.clone()))
    }

    /// Calls what the directory says: nothing has to be typed.
    pub(super) fn confirmed_by_call(&mut self, wish: Wish) -> State {
        let Some(channel) = self.to_confirm(wish.method) else {
            return self.stopped(Refusal::MethodUnavailable);
        };
        match self.call(wish.method, channel) {
            Some(work) => self.working(wish, work),
            None => State::Overview,
        }
    }

    /// Calls once more; a call that is under way is waited for instead.
    pub(super) fn call_again(&mut self, channel: Channel, call: Call) -> Work {
        if call.rings(self.around.now) {
            return Work::Call { channel, call };
        }
        self.call(call.method, channel.clone())
            .unwrap_or(Work::Call { channel, call })
    }

    /// The call has ended. Only the one that is waited for counts.
    ///
    /// # Errors
    /// [`Refusal::Moved`] when nobody waits for this call any more.
    pub(super) fn call_ended(
        &mut self,
        wish: Wish,
        channel: Channel,
        mut call: Call,
        attempt: u32,
        outcome: CallOutcome,
    ) -> Result<Option<Work>, Refusal> {
        let now = self.around.now;
        if call.attempt != attempt || !call.rings(now) {
            return Err(Refusal::Moved);
        }
        call.over_at = now;
        let method = call.method;
        let is_allowed = self.around.policy.methods.contains(&method);
        let over = Work::Call {
            channel: channel.clone(),
            call,
        };
        let why = match outcome {
            CallOutcome::Confirmed if is_allowed => {
                return Ok(self.keep_contact(wish, channel));
            }
            CallOutcome::Confirmed => {
                self.notice = Some(Refusal::MethodUnavailable);
                return Ok(None);
            }
            CallOutcome::WrongKey => return Ok(self.failed(Refusal::CallWrongKey, over)),
            CallOutcome::NoKey => Refusal::CallNoKey,
            CallOutcome::Busy => Refusal::CallBusy,
            CallOutcome::NoAnswer => Refusal::CallUnanswered,
            CallOutcome::NoLine => {
                self.standing.calls = self.standing.calls.uncounted();
                self.effects.push(Effect::CallUncounted { method, channel });
                Refusal::CallNoLine
            }
            CallOutcome::Unreachable | CallOutcome::Reported => Refusal::CallFailed,
        };
        self.notice = Some(why);
        Ok(Some(over))
    }

    /// Somebody else asked for the call: the work ends, and the person is locked as after many
    /// failures, here and in resets, because this session is not its owner's.
    pub(super) fn reported(&mut self) -> State {
        let now = self.around.now;
        self.standing = self.standing.locked(now).locked_at_setup(now);
        self.effects.push(Effect::CallReported);
        self.effects.push(Effect::Locked);
        self.stopped(Refusal::CallReported)
    }
}

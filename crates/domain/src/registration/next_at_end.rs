//! How a piece of work ends: done, wrong, stopped or locked.

use super::advance::{Effect, Kept};
use super::next::Next;
use super::{Change, State, Wish, Work};
use crate::refusal::Refusal;

impl Next<'_> {
    /// The work is done. A test keeps nothing.
    pub(super) fn keep(&mut self, wish: Wish, kept: Kept) -> Option<Work> {
        self.done = Some(wish);
        if wish.change != Change::Test {
            self.effects.push(Effect::Keep { wish, kept });
        }
        None
    }

    /// A wrong proof: counted for the person, in whichever session it was given.
    pub(super) fn failed(&mut self, why: Refusal, work: Work) -> Option<Work> {
        let limit = self.around.policy.limits.failed_proofs;
        let failed = self.standing.failed_at_setup;
        self.standing.failed_at_setup = failed.counted(limit, self.around.now);
        self.effects.push(Effect::ProofFailed);
        if self.is_locked() {
            self.lock();
            return None;
        }
        self.notice = Some(why);
        Some(work)
    }

    pub(super) fn is_locked(&self) -> bool {
        let limit = self.around.policy.limits.failed_proofs;
        let failed = self.standing.failed_at_setup;
        failed.is_full(limit, self.around.now)
    }

    pub(super) fn lock(&mut self) -> State {
        self.effects.push(Effect::Locked);
        self.stopped(Refusal::Locked)
    }

    pub(super) fn stopped(&mut self, why: Refusal) -> State {
        self.notice = Some(why);
        State::Overview
    }
}

//! Trying out what is there: as a reset would ask for it, with nothing kept.

use super::advance::Kept;
use super::next::Next;
use super::{State, Wish, Work};
use crate::challenge::Proof;
use crate::method::{Kind, PASSKEY_SECONDS};
use crate::questions::{Question, draw};
use crate::refusal::Refusal;
use crate::secret::CodeDigest;

impl Next<'_> {
    /// Sends, calls or asks.
    pub(super) fn test(&mut self, wish: Wish, code: CodeDigest, seed: u64) -> State {
        let (holdings, policy) = (self.around.holdings, self.around.policy);
        let Some(offer) = holdings.to_test(wish.method, policy) else {
            return self.stopped(Refusal::MethodUnavailable);
        };
        let work = match offer.method.kind() {
            Kind::SentCode => self.send(offer.channel, 1, code),
            Kind::Call => self.call(offer.method, offer.channel),
            Kind::HeldCode => Some(Work::HeldCode),
            Kind::Signature => Some(self.signature()),
            Kind::Answers => Some(self.answers(seed)),
        };
        match work {
            Some(work) => self.working(wish, work),
            None => State::Overview,
        }
    }

    /// The caller has compared it.
    pub(super) fn tried(
        &mut self,
        wish: Wish,
        work: Work,
        proof: Proof,
        seed: u64,
    ) -> Option<Work> {
        let (incomplete, wrong) = match &work {
            Work::Answers { .. } => (Refusal::AnswersMissing, Refusal::AnswersWrong),
            Work::Signature { .. } => (Refusal::PasskeyMissing, Refusal::PasskeyWrong),
            _ => (Refusal::CodeMissing, Refusal::HeldCodeWrong),
        };
        // A turn has one request, whatever became of it; answers that were not complete are asked once
        // more.
        let (again, is_late) = match work {
            Work::Signature { until } => (self.signature(), self.around.now >= until),
            Work::Answers { .. } if proof == Proof::Wrong => (self.answers(seed), false),
            work => (work, false),
        };
        let why = match proof {
            Proof::Incomplete => incomplete,
            _ if is_late => Refusal::PasskeyExpired,
            Proof::Right => return self.keep(wish, Kept::Nothing),
            Proof::Wrong => return self.failed(wrong, again),
        };
        self.notice = Some(why);
        Some(again)
    }

    fn signature(&self) -> Work {
        Work::Signature {
            until: self.around.now.plus_seconds(PASSKEY_SECONDS),
        }
    }

    /// Draws the questions of this try.
    fn answers(&self, seed: u64) -> Work {
        let held = self.around.holdings.questions.as_ref();
        let questions: &[Question] = held.map_or(&[], |held| &held.questions);
        Work::Answers {
            asked: draw(questions, self.around.policy.questions.ask, seed),
        }
    }
}

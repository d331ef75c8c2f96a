//! The fresh proof before a change: the password, or what is registered and strong enough.

use super::advance::{Around, Effect};
use super::next::Next;
use super::{Change, Event, Pending, State, Wish};
use crate::contact::Offer;
use crate::method::{Kind, Method};
use crate::refusal::Refusal;
use crate::secret::CodeDigest;

/// Of a method that stands in for the password: more than a mailbox or a colleague's knowledge.
const STRENGTH: u8 = 2;

/// What can stand in for the password before this is done: what the person registered, policy allows and
/// is strong enough. A call cannot: it ends without the browser whose session it is to be trusted with
/// more. A test asks for the password.
pub(super) fn proofs_for(wish: Wish, around: Around<'_>) -> Vec<Offer> {
    if wish.change == Change::Test {
        return Vec::new();
    }
    let Around {
        holdings, policy, ..
    } = around;
    let mut offers = holdings.offers(policy);
    offers.retain(|Offer { method, .. }| {
        method.strength() >= STRENGTH
            && method.kind() != Kind::Call
            && holdings.is_registered(*method)
    });
    offers
}

/// The code to send and the draw of questions, should what follows need them.
type Draw = (CodeDigest, u64);

impl Next<'_> {
    pub(super) fn prove(&mut self, pending: Pending, event: Event) -> Result<State, Refusal> {
        match event {
            Event::PasswordCompared {
                right: Ok(()),
                code,
                seed,
            } => Ok(self.proven(pending, Some((code, seed)))),
            Event::PasswordCompared {
                right: Err(why), ..
            } => Ok(self.unproven(pending, why)),
            Event::TestWished { method, code, seed } => {
                Ok(self.prove_by(method, pending, (code, seed)))
            }
            Event::MethodUnknown => Ok(self.unproven(pending, Refusal::MethodUnavailable)),
            // What was to be sent once the proof was there.
            Event::SendCapped if matches!(pending.wish.change, Change::Test | Change::Confirm) => {
                Ok(self.stopped(Refusal::TooManySends))
            }
            Event::SendCapped => Ok(self.unproven(pending, Refusal::TooManySends)),
            _ => Err(Refusal::Moved),
        }
    }

    /// What is registered is tried out, and what was wished begins when it works.
    fn prove_by(&mut self, method: Method, pending: Pending, (code, seed): Draw) -> State {
        let offers = proofs_for(pending.wish, self.around);
        if offers.iter().all(|offer| offer.method != method) {
            return self.unproven(pending, Refusal::MethodUnavailable);
        }
        let wish = Wish {
            method,
            change: Change::Test,
        };
        match self.test(wish, code, seed) {
            State::Working {
                wish, work, until, ..
            } => State::Working {
                wish,
                work,
                until,
                proves_for: Some(pending),
            },
            // The notice says why nothing could be sent.
            State::Overview | State::Prove(_) => State::Prove(pending),
        }
    }

    /// Begins what was wished, as a person who has just proved who they are.
    pub(super) fn proven(&mut self, pending: Pending, draw: Option<Draw>) -> State {
        self.proven_at = self.around.now;
        self.effects.push(Effect::Proven);
        let Pending { wish, secret } = pending;
        if !self.is_allowed(wish) {
            return self.stopped(Refusal::MethodUnavailable);
        }
        match (wish.change, draw) {
            (Change::Test, Some((code, seed))) => self.test(wish, code, seed),
            _ => self.begun(wish, secret),
        }
    }

    fn unproven(&mut self, pending: Pending, why: Refusal) -> State {
        self.notice = Some(why);
        State::Prove(pending)
    }
}

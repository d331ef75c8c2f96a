//! Proofs that the caller compared.

use super::advance::Kept;
use super::next::Next;
use super::{NewSecret, Wish, Work};
use crate::challenge::Proof;
use crate::refusal::Refusal;

impl Next<'_> {
    pub(super) fn authenticator(
        &mut self,
        wish: Wish,
        secret: NewSecret,
        proof: Proof,
        step: i64,
    ) -> Option<Work> {
        match proof {
            Proof::Incomplete => self.notice = Some(Refusal::CodeMissing),
            Proof::Wrong => {
                return self.failed(Refusal::HeldCodeWrong, Work::Authenticator { secret });
            }
            Proof::Right => {
                let last_step = step;
                return self.keep(wish, Kept::Authenticator { secret, last_step });
            }
        }
        Some(Work::Authenticator { secret })
    }
}

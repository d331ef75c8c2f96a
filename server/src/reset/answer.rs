//! Answering questions.

use domain::challenge::{Event, Phase, State};
use domain::identity::PersonId;
use domain::method::Method;
use domain::secret::Secret;

use super::{Answer, ResetDesk};
use crate::method::questions;
use crate::services::Failure;
use crate::store::AuditEntry;

impl ResetDesk {
    /// Compares first, outside any transaction, because the hashes are slow; what is claimed then
    /// must be of the same turn, so the questions are those that were answered.
    pub(super) async fn answer(
        &self,
        id: &str,
        turn: u32,
        typed: Vec<Secret>,
        entry: &AuditEntry,
    ) -> Result<Answer, Failure> {
        let store = &self.services.store;
        let Some(seen) = store.find_challenge(id).await? else {
            return self.without_session(entry).await;
        };
        let asked = match &seen.challenge.state {
            State::Verify(verify) if seen.challenge.turn == turn => match &verify.phase {
                Phase::Answer { asked } => Some(asked),
                _ => None,
            },
            _ => None,
        };
        let proof = match asked {
            Some(asked) if !seen.challenge.is_expired(self.services.now()) => {
                let person = seen.challenge.person().map_or("", PersonId::as_str);
                Some(questions::prove(&self.services, person, asked, &typed).await?)
            }
            _ => None,
        };
        let mut change = store.begin().await?;
        let Some(stored) = change.claim_challenge(id).await? else {
            change.abandon().await?;
            return self.without_session(entry).await;
        };
        let Some(proof) = proof.filter(|_| stored.challenge.turn == turn) else {
            return self.moved(change, stored, entry).await;
        };
        let policy = self.services.policy_of(&stored).await?.policy;
        let method = Method::Questions;
        let event = Event::ProofGiven { method, proof };
        self.advanced(change, stored, event, &policy, entry).await
    }
}

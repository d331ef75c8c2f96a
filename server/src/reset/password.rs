//! The last step: a new password.

use domain::challenge::{Effect, Event, State, advance};
use domain::identity::PersonId;
use domain::policy::Policy;
use domain::refusal::Refusal;
use domain::secret::Password;

use super::{Answer, ResetDesk};
use crate::new_password::{announce, decide};
use crate::post::Sender;
use crate::services::Failure;
use crate::store::{AuditEntry, Change, StoredChallenge};

impl ResetDesk {
    /// Judges and hashes first, outside any transaction, because both are slow; then everything is
    /// checked again under the lock.
    pub(super) async fn set_password(
        &self,
        id: &str,
        turn: u32,
        password: Password,
        repeat: Password,
        entry: &AuditEntry,
    ) -> Result<Answer, Failure> {
        let store = &self.services.store;
        let Some(seen) = store.find_challenge(id).await? else {
            return self.without_session(entry).await;
        };
        let policy = self.services.policy_of(&seen).await?.policy;
        let ready = !seen.challenge.is_expired(self.services.now()) && seen.challenge.turn == turn;
        let decided = match &seen.challenge.state {
            State::NewPassword { proven, .. } if ready => {
                let person = proven.person();
                let own = self.own_words(&seen, person).await?;
                let rules = &policy.password;
                decide(&self.services, person, own, rules, &password, &repeat).await?
            }
            _ => Err((Refusal::Moved, None)),
        };
        let mut change = store.begin().await?;
        if let Some(person) = seen.challenge.person() {
            change.claim_challenges_of(person).await?;
        }
        let Some(stored) = change.claim_challenge(id).await? else {
            change.abandon().await?;
            return self.without_session(entry).await;
        };
        if stored.challenge.turn != turn {
            return self.moved(change, stored, entry).await;
        }
        match decided {
            Ok(hash) => self.complete(change, stored, &hash, &policy, entry).await,
            Err((why, verdict)) => {
                let event = Event::PasswordRefused { why, verdict };
                self.advanced(change, stored, event, &policy, entry).await
            }
        }
    }

    async fn complete(
        &self,
        mut change: Change,
        stored: StoredChallenge,
        hash: &str,
        policy: &Policy,
        entry: &AuditEntry,
    ) -> Result<Answer, Failure> {
        let now = self.services.now();
        let Some(person) = stored.challenge.person().cloned() else {
            return self.moved(change, stored, entry).await;
        };
        let standing = change
            .claim_standing(&stored.tenant_id, person.as_str(), now)
            .await?;
        let next = match advance(
            &stored.challenge,
            standing,
            Event::PasswordAccepted,
            policy,
            now,
        ) {
            Ok(next) => next,
            Err(why) => return self.unchanged(change, stored, why, entry).await,
        };
        if !next.effects.contains(&Effect::Complete) {
            // Locked since the gates were passed.
            let (tenant, subject) = (&stored.tenant_id, Some(person.as_str()));
            return self.settle(change, tenant, subject, next, entry).await;
        }
        if !change.set_password(&person, hash, now).await? {
            // Disabled or deleted since the gates were passed.
            return self
                .unchanged(change, stored, Refusal::Revoked, entry)
                .await;
        }
        change
            .revoke_other_challenges(&person, &stored.challenge.id)
            .await?;
        change.end_sessions(&person).await?;
        change
            .save_guard(&stored.tenant_id, person.as_str(), 0, now)
            .await?;
        self.notify(&mut change, &stored, &person, policy).await?;
        self.settle(
            change,
            &stored.tenant_id,
            Some(person.as_str()),
            next,
            entry,
        )
        .await
    }

    /// Tells the person, wherever they can be told.
    async fn notify(
        &self,
        change: &mut Change,
        stored: &StoredChallenge,
        person: &PersonId,
        policy: &Policy,
    ) -> Result<(), Failure> {
        let store = &self.services.store;
        let Some(person) = store.person_by_id(&stored.tenant_id, person).await? else {
            return Ok(());
        };
        let tenant = self.services.tenant(&stored.tenant_id).await?;
        let sender = Sender {
            services: &self.services,
            tenant: &tenant,
            correlation: &stored.challenge.id,
            help: &policy.help.email,
            locale: person.language.unwrap_or(self.visit.locale),
        };
        announce(&sender, change, &person).await
    }
}

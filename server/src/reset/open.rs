//! Finding this browser's challenge, or opening a new one.

use domain::audit::Detail;
use domain::challenge::{Challenge, State};
use domain::identity::PersonId;
use domain::password::OwnWords;
use domain::refusal::Refusal;

use super::{Answer, ResetDesk, is_over};
use crate::services::Failure;
use crate::store::{AuditEntry, StoredChallenge};

impl ResetDesk {
    /// The challenge to show. A cancelled one is over; a finished one is over once somebody comes
    /// with a user name to begin anew.
    pub(super) async fn current(&self, user_name: &str) -> Result<StoredChallenge, Failure> {
        let Some(stored) = self.found().await? else {
            return self.open().await;
        };
        let begins_anew = matches!(stored.challenge.state, State::Cancelled)
            || (!user_name.is_empty() && is_over(&stored.challenge));
        if begins_anew {
            return self.open().await;
        }
        Ok(stored)
    }

    async fn found(&self) -> Result<Option<StoredChallenge>, Failure> {
        let Some(id) = self.visit.session.challenge().await? else {
            return Ok(None);
        };
        Ok(self.services.store.find_challenge(&id).await?)
    }

    /// Opens a challenge under this request's correlation id, so that the page, the log and the
    /// audit agree on the support code from the first view on.
    pub(super) async fn open(&self) -> Result<StoredChallenge, Failure> {
        let policy = self
            .services
            .store
            .current_policy(&self.tenant.id)
            .await?
            .policy;
        let lifetime = policy.challenge.lifetime_seconds;
        let now = self.services.now();
        let mut challenge = Challenge::open(self.visit.correlation.clone(), lifetime, now);
        while !self
            .services
            .store
            .open_challenge(&self.tenant.id, &challenge)
            .await?
        {
            challenge.id = self.services.random.uuid();
        }
        let session = &self.visit.session;
        session.set_challenge(&challenge.id).await?;
        if self.visit.at_logon {
            session.stir_at_logon(now).await?;
        }
        Ok(StoredChallenge {
            tenant_id: self.tenant.id.clone(),
            challenge,
        })
    }

    /// A form came from a browser that has no challenge: it is old, revoked, or keeps no cookies.
    pub(super) async fn without_session(&self, entry: &AuditEntry) -> Result<Answer, Failure> {
        let notice = Some(Refusal::NoSession);
        let detail = Detail {
            refusal: notice,
            ..Detail::default()
        };
        let stored = self.open().await?;
        let now = self.services.now();
        let completed = entry.ended(&stored.tenant_id, None, &detail);
        self.services.store.complete_audit(completed, now).await?;
        Ok(Answer { stored, notice })
    }

    /// The words that a person's password may not contain.
    pub(super) async fn own_words(
        &self,
        stored: &StoredChallenge,
        person: &PersonId,
    ) -> Result<OwnWords, Failure> {
        let tenant = self.services.tenant(&stored.tenant_id).await?;
        let names = self.services.store.names(&tenant.id, person).await?;
        Ok(names.map_or_else(OwnWords::default, |names| {
            OwnWords::new(&names.user_name, &names.display_name, &tenant.name)
        }))
    }
}

//! Finding this browser's challenge, or opening a new one.

use domain::audit::{Detail, Outcome};
use domain::challenge::{Challenge, State};
use domain::identity::PersonId;
use domain::password::OwnWords;
use domain::refusal::Refusal;

use super::{Answer, ResetDesk, is_over};
use crate::services::Failure;
use crate::store::{AuditEntry, Completed, StoredChallenge, StoredPolicy, Tenant};

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
        let completed = Completed {
            id: &entry.id,
            tenant: &stored.tenant_id,
            subject: None,
            outcome: Outcome::Refused,
            detail: &detail,
        };
        self.services.store.complete_audit(completed, now).await?;
        Ok(Answer { stored, notice })
    }

    /// The policy a challenge is held to: the version it began under, or the one in force, and the
    /// rule for the groups of the person.
    pub(super) async fn policy_of(
        &self,
        stored: &StoredChallenge,
    ) -> Result<StoredPolicy, Failure> {
        let store = &self.services.store;
        let policy = match stored.challenge.policy_version() {
            Some(version) => store.policy_version(&stored.tenant_id, version).await?,
            None => store.current_policy(&stored.tenant_id).await?,
        };
        Ok(policy.under(stored.challenge.rule()))
    }

    /// The tenant a challenge belongs to: most often the one that this browser's pages are of.
    pub(super) async fn tenant_of(&self, stored: &StoredChallenge) -> Result<Tenant, Failure> {
        let id = &stored.tenant_id;
        if *id == self.tenant.id {
            return Ok(self.tenant.clone());
        }
        let name = self.services.store.tenant_name(id).await?;
        Ok(Tenant {
            id: id.clone(),
            name: name.unwrap_or_default(),
        })
    }

    /// The words that a person's password may not contain.
    pub(super) async fn own_words(
        &self,
        stored: &StoredChallenge,
        person: &PersonId,
    ) -> Result<OwnWords, Failure> {
        let tenant = self.tenant_of(stored).await?;
        let names = self.services.store.names(&tenant.id, person).await?;
        Ok(names.map_or_else(OwnWords::default, |names| {
            OwnWords::new(&names.user_name, &names.display_name, &tenant.name)
        }))
    }
}

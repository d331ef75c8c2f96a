//! Arriving by the link of an invitation: a session that reaches this page and no other.

use domain::audit::{Act, Detail};
use domain::refusal::Refusal;
use domain::secret::Secret;

use super::SetupDesk;
use crate::http::session_values::{Invited, SignedIn};
use crate::invite::may_begin;
use crate::keys::token_hash;
use crate::services::Failure;
use crate::store::{AuditEntry, Invitation, Person};

/// How long registering may take, once begun.
const SESSION_SECONDS: u32 = 1800;

impl SetupDesk {
    /// Whom a link is for, if it works. Looking uses nothing up: programs that look after mailboxes
    /// open links too.
    pub(super) async fn invited(&self, token: &Secret) -> Result<Option<String>, Failure> {
        let now = self.services.now();
        let found = self
            .services
            .store
            .find_invitation(&hashed(token), now)
            .await?;
        let Some(found) = found else {
            return Ok(None);
        };
        let person = self.good(&found).await?;
        Ok(person.map(|person| person.user_name))
    }

    /// Uses a link up, and begins its session.
    pub(super) async fn accept(&self, token: &Secret) -> Result<bool, Failure> {
        let address = Some(self.visit.address.to_string());
        let correlation = &self.visit.correlation;
        let entry = self
            .services
            .open_audit(Act::SetupAccept, "", correlation, address)
            .await?;
        let accepted = self.try_accept(token, &entry).await;
        if accepted.is_err() {
            self.services.audit_failed(&entry).await;
        }
        accepted
    }

    async fn try_accept(&self, token: &Secret, entry: &AuditEntry) -> Result<bool, Failure> {
        let now = self.services.now();
        let mut change = self.services.store.begin().await?;
        let used = change.use_invitation(&hashed(token), now).await?;
        change.commit().await?;
        let Some(invitation) = used else {
            self.completed(entry, None, Some(Refusal::Expired)).await?;
            return Ok(false);
        };
        let Some(person) = self.good(&invitation).await? else {
            let why = Some(Refusal::Revoked);
            self.completed(entry, Some(&invitation), why).await?;
            return Ok(false);
        };
        let who = SignedIn {
            tenant: invitation.tenant_id.clone(),
            person: person.id,
            password_set_at: person.password_age.set_at,
            until: now.plus_seconds(SESSION_SECONDS).unix_ms(),
        };
        let guest = Invited {
            who,
            invitation: invitation.id.clone(),
        };
        self.visit.session.enter_invited(&guest).await?;
        self.completed(entry, Some(&invitation), None).await?;
        Ok(true)
    }

    /// The person, as long as everything is as it was when the link was made.
    async fn good(&self, invitation: &Invitation) -> Result<Option<Person>, Failure> {
        let store = &self.services.store;
        let tenant = &invitation.tenant_id;
        let Some(person) = store.person_by_id(tenant, &invitation.person()).await? else {
            return Ok(None);
        };
        let policy = self.services.policy_for(tenant, &person).await?;
        let policy = self.services.as_far_as_possible(policy, true);
        let good = may_begin(&self.services, &person, &policy).await;
        match good {
            Ok(()) => Ok(Some(person)),
            Err(crate::invite::InviteFault::Failure(failure)) => Err(failure),
            Err(_) => Ok(None),
        }
    }

    /// Ends the session of an invitation; gives the user name that a reset begins with.
    pub(super) async fn leave_invited(&self) -> Result<String, Failure> {
        let session = &self.visit.session;
        let Some(guest) = session.invited().await? else {
            return Ok(String::new());
        };
        let store = &self.services.store;
        let names = store.names(&guest.who.tenant, &guest.who.person).await?;
        session.end().await?;
        Ok(names.map_or_else(String::new, |names| names.user_name))
    }

    async fn completed(
        &self,
        entry: &AuditEntry,
        invitation: Option<&Invitation>,
        refusal: Option<Refusal>,
    ) -> Result<(), Failure> {
        let person = invitation.map(Invitation::person);
        let detail = Detail::from(refusal);
        let completed = entry.ended(
            invitation.map_or("", |found| &found.tenant_id),
            person.as_ref().map(|id| id.as_str()),
            &detail,
        );
        let now = self.services.now();
        self.services.store.complete_audit(completed, now).await?;
        Ok(())
    }
}

fn hashed(token: &Secret) -> String {
    token_hash(token.expose().as_bytes())
}

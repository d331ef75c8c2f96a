//! Signing in with a passkey: no name, no password, no second step, because the device has looked at its
//! owner.
//!
//! Wrong answers do not add up to a lock, and a lock of the password does not stop a passkey: nobody can
//! guess a signature, so a lock would protect nobody and shut owners out. What is bounded is the work per
//! network address.

use app::ports::Entry;
use domain::audit::{Act, Detail};
use domain::identity::PersonId;
use domain::method::Method;
use domain::policy::Policy;
use domain::refusal::Refusal;

use super::SignInDesk;
use crate::http::session_values::{FlashPage, SignedIn};
use crate::method::passkey::{answered, sign_in_request};
use crate::services::Failure;
use crate::store::{AuditEntry, PasskeyRow, Person, StoredPolicy};

impl SignInDesk {
    /// What the page asks devices, where anybody could answer.
    pub(super) async fn passkey_request(&self) -> Result<Option<String>, Failure> {
        let policy = self.services.store.current_policy(&self.tenant.id).await?;
        if self.visit.at_logon || !takes_passkeys(&policy) {
            return Ok(None);
        }
        sign_in_request(&self.services)
    }

    pub(super) async fn by_passkey(&self, answer: &str) -> Result<Entry, Failure> {
        let entry = self.audited(Act::SignInPasskey).await?;
        let tried = self.try_passkey(answer, &entry).await;
        if tried.is_err() {
            self.services.audit_failed(&entry).await;
        }
        match tried? {
            None => Ok(Entry::SignedIn),
            Some(why) => {
                self.say(FlashPage::SignIn, "", why).await?;
                Ok(Entry::Refused)
            }
        }
    }

    async fn try_passkey(
        &self,
        answer: &str,
        entry: &AuditEntry,
    ) -> Result<Option<Refusal>, Failure> {
        if !self.may_try().await? {
            let why = Some(Refusal::TooManyNames);
            self.complete(entry, &self.tenant.id, None, why).await?;
            return Ok(why);
        }
        let answered = answered(&self.services, answer).await?;
        let Some(passkey) = answered.passkey else {
            let why = answered.refusal.or(Some(Refusal::PasskeyWrong));
            self.complete(entry, &self.tenant.id, None, why).await?;
            return Ok(why);
        };
        let refusal = match answered.refusal {
            Some(why) => Some(why),
            None => self.let_owner_in(&passkey).await?,
        };
        let subject = Some(passkey.person_id.as_str());
        let detail = Detail {
            refusal,
            passkey: Some(passkey.id.clone()),
            ..Detail::default()
        };
        self.completed(entry, &passkey.tenant_id, subject, &detail)
            .await?;
        Ok(refusal)
    }

    async fn may_try(&self) -> Result<bool, Failure> {
        let policy = self.services.store.current_policy(&self.tenant.id).await?;
        let limit = policy.policy.limits.names_per_address;
        let key = format!("passkeys:address:{}", self.visit.network());
        let mut change = self.services.store.begin().await?;
        let may = change.take(&key, limit, self.services.now()).await?;
        change.commit().await?;
        Ok(may)
    }

    /// A passkey that policy no longer allows its owner, or that may be the thief's own, is told nothing
    /// more than a wrong one.
    async fn let_owner_in(&self, passkey: &PasskeyRow) -> Result<Option<Refusal>, Failure> {
        let store = &self.services.store;
        let id = PersonId::new(&passkey.person_id);
        let person = store.person_by_id(&passkey.tenant_id, &id).await?;
        let may_sign_in = |person: &Person| !person.disabled && !person.is_locked();
        let Some(person) = person.filter(may_sign_in) else {
            return Ok(Some(Refusal::PasskeyWrong));
        };
        let policy = self
            .services
            .policy_for(&passkey.tenant_id, &person)
            .await?;
        if !policy.methods.contains(&Method::Passkey) {
            return Ok(Some(Refusal::PasskeyWrong));
        }
        let who = SignedIn {
            tenant: passkey.tenant_id.clone(),
            person: person.id,
            password_set_at: person.password_age.set_at,
            until: 0,
        };
        self.let_in(who, &policy.sign_in).await?;
        Ok(None)
    }
}

/// Whether anybody may use one, under the policy itself or a rule for groups.
fn takes_passkeys(policy: &StoredPolicy) -> bool {
    let takes = |held: &Policy| held.methods.contains(&Method::Passkey);
    policy.all().any(takes)
}

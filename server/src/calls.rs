//! Telephone calls: placed beside the change that asks for one, and heard of once.

use domain::audit::{Act, Detail, Outcome};
use domain::call::{CallOutcome, Line};
use domain::challenge::{Effect, Event, Transition, advance};
use domain::policy::Policy;
use domain::refusal::Refusal;

use crate::caps::TOLD_ONCE;
use crate::post::Sender;
use crate::reset::record;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Change, Completed, StoredCall, StoredChallenge};

/// What a provider tells of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A key, as `0` to `9`, `*` or `#`.
    Pressed(char),
    /// Nothing for a while.
    Silence,
}

/// Takes what is heard of calls, whoever places them.
#[derive(Clone)]
pub struct CallDesk {
    services: Services,
}

impl CallDesk {
    pub fn new(services: Services) -> Self {
        Self { services }
    }

    /// The call is over. What ended it before counts, and this does not.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ended(&self, id: &str, outcome: CallOutcome) -> Result<(), Failure> {
        self.end(id, |_| outcome).await
    }

    /// The call was hung up: what was pressed in it tells how it ended.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn hung_up(&self, id: &str) -> Result<(), Failure> {
        self.end(id, |call| call.dialogue.hung_up()).await
    }

    /// Takes a provider's message about a call; nothing when it was taken before, or is of another
    /// call. Gives the number that the next one must carry.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn take_step(
        &self,
        id: &str,
        step: i64,
        provider_id: &str,
    ) -> Result<Option<i64>, Failure> {
        let mut change = self.services.store.begin().await?;
        let call = change.claim_call(id).await?;
        let known =
            |call: &StoredCall| call.provider_id.as_deref().unwrap_or(provider_id) == provider_id;
        let Some(mut call) = call.filter(|call| call.step == step && known(call)) else {
            change.abandon().await?;
            return Ok(None);
        };
        call.step += 1;
        call.provider_id = Some(provider_id.to_owned());
        change.save_call(&call).await?;
        change.commit().await?;
        Ok(Some(call.step))
    }

    /// Whose call it is, while it has not ended: tenant and language decide what is said.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn under_way(&self, id: &str) -> Result<Option<StoredCall>, Failure> {
        Ok(self.services.store.find_call(id).await?)
    }

    /// Takes what was heard in an answered call, and says what follows in it; nothing once the call
    /// is over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn heard(&self, id: &str, heard: Heard) -> Result<Option<Line>, Failure> {
        let mut change = self.services.store.begin().await?;
        let Some(mut call) = change.claim_call(id).await? else {
            change.abandon().await?;
            return Ok(None);
        };
        let line = match heard {
            Heard::Pressed(key) => call.dialogue.pressed(key),
            Heard::Silence => call.dialogue.silent(),
        };
        change.save_call(&call).await?;
        change.commit().await?;
        if let Line::End(_, outcome) = line {
            self.ended(id, outcome).await?;
        }
        Ok(Some(line))
    }

    /// Ends a call and moves the reset on that waits for it.
    async fn end(
        &self,
        id: &str,
        outcome: impl FnOnce(&StoredCall) -> CallOutcome,
    ) -> Result<(), Failure> {
        let services = &self.services;
        let Some(call) = services.store.find_call(id).await? else {
            return Ok(());
        };
        let (tenant, challenge) = (&call.tenant_id, &call.challenge_id);
        let entry = services
            .open_audit(Act::ResetCallEnded, tenant, challenge, None)
            .await?;
        let ended = self.end_now(id, outcome, &entry).await;
        if ended.is_err() {
            services.audit_failed(&entry).await;
        }
        services.moves.tell(challenge);
        ended
    }

    async fn end_now(
        &self,
        id: &str,
        outcome: impl FnOnce(&StoredCall) -> CallOutcome,
        entry: &AuditEntry,
    ) -> Result<(), Failure> {
        let services = &self.services;
        let mut change = services.store.begin().await?;
        let Some(call) = change.claim_call(id).await? else {
            change.abandon().await?;
            return refused(services, entry).await;
        };
        change.end_call(id, services.now()).await?;
        let Some(stored) = change.claim_challenge(&call.challenge_id).await? else {
            change.commit().await?;
            return refused(services, entry).await;
        };
        let event = Event::CallEnded {
            attempt: call.attempt,
            outcome: outcome(&call),
        };
        let tenant = &stored.tenant_id;
        let Some(subject) = stored.challenge.counted_as() else {
            change.commit().await?;
            return refused(services, entry).await;
        };
        let policy = services.policy_of(&stored).await?.policy;
        let now = services.now();
        let standing = change.claim_standing(tenant, subject, now).await?;
        let next = match advance(&stored.challenge, standing, event, &policy, now) {
            Ok(next) => next,
            // Nobody waits for it any more; it has ended all the same.
            Err(_) => {
                change.commit().await?;
                return refused(services, entry).await;
            }
        };
        if is_reported(&next) {
            self.tell(&mut change, &stored, &policy).await?;
        }
        record(services, change, tenant, Some(subject), &next, entry).await
    }

    /// Tells the person and the administrator that a call was not asked for; once a day, because
    /// whoever begins resets for somebody could otherwise have letters written.
    async fn tell(
        &self,
        change: &mut Change,
        stored: &StoredChallenge,
        policy: &Policy,
    ) -> Result<(), Failure> {
        let services = &self.services;
        let Some(id) = stored.challenge.person() else {
            return Ok(());
        };
        let key = format!("calls-reported:{}", id.as_str());
        if !change.take(&key, TOLD_ONCE, services.now()).await? {
            return Ok(());
        }
        let store = &services.store;
        let Some(person) = store.person_by_id(&stored.tenant_id, id).await? else {
            return Ok(());
        };
        let tenant = services.tenant(&stored.tenant_id).await?;
        let sender = Sender {
            services,
            tenant: &tenant,
            correlation: &stored.challenge.id,
            help: &policy.help.email,
            locale: person.language.unwrap_or_default(),
        };
        let hours = policy.limits.failed_proofs.per_seconds.div_ceil(3600);
        for address in person.addresses() {
            let to = address.as_str();
            sender.call_reported(change, to, hours).await?;
        }
        let administrator = &policy.help.email;
        if !administrator.is_empty() {
            let name = &person.user_name;
            sender.call_alarm(change, administrator, name).await?;
        }
        Ok(())
    }
}

/// Records that nobody waited for the end of a call.
async fn refused(services: &Services, entry: &AuditEntry) -> Result<(), Failure> {
    let completed = Completed {
        id: &entry.id,
        tenant: &entry.tenant_id,
        subject: None,
        outcome: Outcome::Refused,
        detail: &Detail {
            refusal: Some(Refusal::Moved),
            ..Detail::default()
        },
    };
    Ok(services
        .store
        .complete_audit(completed, services.now())
        .await?)
}

fn is_reported(next: &Transition) -> bool {
    let report = |effect: &Effect| matches!(effect, Effect::CallReported { .. });
    next.effects.iter().any(report)
}

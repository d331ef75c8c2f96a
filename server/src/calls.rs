//! Telephone calls: placed beside the change that asks for one, and heard of once.

mod report;
mod reset;

use domain::audit::{Act, Detail};
use domain::call::{CallOutcome, Line};
use domain::refusal::Refusal;
use domain::time::Timestamp;

use crate::registration;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Change, StoredCall, Waits};

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

    /// The time, as everything that waits for a call measures it.
    pub fn now(&self) -> Timestamp {
        self.services.now()
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

    /// Ends a call and moves on what waits for it: a reset, or a registration.
    async fn end(
        &self,
        id: &str,
        outcome: impl FnOnce(&StoredCall) -> CallOutcome + Send,
    ) -> Result<(), Failure> {
        let services = &self.services;
        let Some(call) = services.store.find_call(id).await? else {
            return Ok(());
        };
        let act = match call.waits {
            Waits::Challenge(_) => Act::ResetCallEnded,
            Waits::Enrolment(_) => Act::SetupCallEnded,
        };
        let entry = services
            .open_audit(act, &call.tenant_id, &call.correlation, None)
            .await?;
        let ended = close(services, id, outcome, &entry).await;
        if ended.is_err() {
            services.audit_failed(&entry).await;
        }
        services.moves.tell(call.waits.id());
        ended
    }
}

/// Whoever comes second finds that it has ended.
async fn close(
    services: &Services,
    id: &str,
    outcome: impl FnOnce(&StoredCall) -> CallOutcome + Send,
    entry: &AuditEntry,
) -> Result<(), Failure> {
    let mut change = services.store.begin().await?;
    let Some(call) = change.claim_call(id).await? else {
        return unawaited(services, change, entry).await;
    };
    change.end_call(id, services.now()).await?;
    match (outcome(&call), &call.waits) {
        (CallOutcome::Reported, _) => report::taken(services, change, &call, entry).await,
        (outcome, Waits::Challenge(_)) => {
            reset::call_ended(services, change, &call, outcome, entry).await
        }
        (outcome, Waits::Enrolment(_)) => {
            registration::call_ended(services, change, &call, outcome, entry).await
        }
    }
}

/// Keeps what was done, which is that a call ended, and records that nobody waited for it.
pub(crate) async fn unawaited(
    services: &Services,
    change: Change,
    entry: &AuditEntry,
) -> Result<(), Failure> {
    change.commit().await?;
    let detail = Detail::from(Refusal::Moved);
    let completed = entry.ended(&entry.tenant_id, None, &detail);
    Ok(services
        .store
        .complete_audit(completed, services.now())
        .await?)
}

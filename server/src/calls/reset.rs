//! The end of a call that a reset waits for.

use domain::call::CallOutcome;
use domain::challenge::{Effect, Event, advance};

use super::unawaited;
use crate::caps::give_call_back;
use crate::reset::record;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Change, StoredCall};

pub(super) async fn call_ended(
    services: &Services,
    mut change: Change,
    call: &StoredCall,
    outcome: CallOutcome,
    entry: &AuditEntry,
) -> Result<(), Failure> {
    let Some(stored) = change.claim_challenge(call.waits.id()).await? else {
        return unawaited(services, change, entry).await;
    };
    let event = Event::CallEnded {
        attempt: call.attempt,
        outcome,
    };
    let tenant = &stored.tenant_id;
    let Some(subject) = stored.challenge.counted_as() else {
        return unawaited(services, change, entry).await;
    };
    let policy = services.policy_of(&stored).await?.policy;
    let now = services.now();
    let standing = change.claim_standing(tenant, subject, now).await?;
    let next = match advance(&stored.challenge, standing, event, &policy, now) {
        Ok(next) => next,
        // Nobody waits for it any more; it has ended all the same.
        Err(_) => return unawaited(services, change, entry).await,
    };
    for effect in &next.effects {
        if let Effect::CallUncounted { method, channel } = effect {
            give_call_back(services, &mut change, *method, channel, false).await?;
        }
    }
    record(services, change, tenant, Some(subject), &next, entry).await
}

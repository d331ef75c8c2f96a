//! The end of a call that a reset waits for.

use domain::call::{CallAim, CallOutcome};
use domain::challenge::{Effect, Event, Transition, advance};

use super::{Reported, unawaited};
use crate::reset::record;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, StoredCall};

pub(super) async fn call_ended(
    services: &Services,
    call: &StoredCall,
    outcome: impl FnOnce(&StoredCall) -> CallOutcome,
    entry: &AuditEntry,
) -> Result<(), Failure> {
    let mut change = services.store.begin().await?;
    let Some(call) = change.claim_call(&call.id).await? else {
        return unawaited(services, change, entry).await;
    };
    change.end_call(&call.id, services.now()).await?;
    let Some(stored) = change.claim_challenge(call.waits.id()).await? else {
        return unawaited(services, change, entry).await;
    };
    let event = Event::CallEnded {
        attempt: call.attempt,
        outcome: outcome(&call),
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
    if let Some(person) = stored.challenge.person().filter(|_| is_reported(&next)) {
        let reported = Reported {
            services,
            tenant,
            person,
            correlation: &stored.challenge.id,
            aim: CallAim::Reset,
            policy: &policy,
        };
        reported.tell(&mut change).await?;
    }
    record(services, change, tenant, Some(subject), &next, entry).await
}

fn is_reported(next: &Transition) -> bool {
    let report = |effect: &Effect| matches!(effect, Effect::CallReported { .. });
    next.effects.iter().any(report)
}

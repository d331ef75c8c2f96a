//! The end of a call that a registration waits for.
//!
//! No browser asks for anything then, so the session that the call was asked for in is looked for: what
//! ended it meanwhile also ended what `#` could confirm.

use domain::call::{CallAim, CallOutcome};
use domain::registration::{Effect, Event, advance};

use super::keep::{Keeper, ToKeep};
use super::load::Somebody;
use super::settle::record;
use crate::calls::{Reported, unawaited};
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, StoredCall};

pub(crate) async fn call_ended(
    services: &Services,
    call: &StoredCall,
    outcome: impl FnOnce(&StoredCall) -> CallOutcome,
    entry: &AuditEntry,
) -> Result<(), Failure> {
    let mut change = services.store.begin().await?;
    let Some(call) = change.claim_call(&call.id).await? else {
        return unawaited(services, change, entry).await;
    };
    let now = services.now();
    change.end_call(&call.id, now).await?;
    let Some(enrolment) = change.claim_enrolment(call.waits.id()).await? else {
        return unawaited(services, change, entry).await;
    };
    let outcome = outcome(&call);
    let standing = change
        .claim_account(&call.tenant_id, &enrolment.person, now)
        .await?;
    let holder = Somebody::holding(services, &enrolment).await?;
    // A report is worth something whoever is still signed in.
    let somebody = match holder {
        None if outcome == CallOutcome::Reported => {
            Somebody::absent(services, &call.tenant_id, &enrolment.person).await?
        }
        holder => holder,
    };
    let Some(somebody) = somebody else {
        return unawaited(services, change, entry).await;
    };
    let (person, tenant, policy) = (&somebody.person.id, &somebody.tenant.id, &somebody.policy);
    let around = somebody.around(now);
    let event = Event::CallEnded {
        attempt: call.attempt,
        outcome,
    };
    let next = match advance(&enrolment, standing, event, around) {
        Ok(next) => next,
        // Nobody waits for it any more; it has ended all the same.
        Err(_) => return unawaited(services, change, entry).await,
    };
    let correlation = &entry.correlation_id;
    if next.effects.contains(&Effect::CallReported) {
        let reported = Reported {
            services,
            tenant,
            person,
            correlation,
            aim: CallAim::Registration,
            policy,
        };
        reported.tell(&mut change).await?;
    }
    let keeper = Keeper {
        services,
        correlation,
        locale: call.language,
    };
    keeper
        .keep(&mut change, &somebody, &next, ToKeep::default(), policy)
        .await?;
    record(services, change, &somebody, &next, entry).await
}

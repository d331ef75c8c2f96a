//! The end of a call that a registration waits for.
//!
//! No browser asks for anything then, so the session that the call was asked for in is looked for: what
//! ended it meanwhile also ended what `#` could confirm.

use domain::call::CallOutcome;
use domain::registration::{Effect, Event, advance};

use super::keep::{Keeper, ToKeep};
use super::load::Somebody;
use super::send::was_known;
use super::settle::{Moved, record};
use crate::calls::unawaited;
use crate::caps::give_call_back;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Change, StoredCall};

pub(crate) async fn call_ended(
    services: &Services,
    mut change: Change,
    call: &StoredCall,
    outcome: CallOutcome,
    entry: &AuditEntry,
) -> Result<(), Failure> {
    let Some(enrolment) = change.claim_enrolment(call.waits.id()).await? else {
        return unawaited(services, change, entry).await;
    };
    let now = services.now();
    let standing = change
        .claim_account(&call.tenant_id, &enrolment.person, now)
        .await?;
    let Some(somebody) = Somebody::holding(services, &enrolment).await? else {
        return unawaited(services, change, entry).await;
    };
    let policy = &somebody.policy;
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
    let keeper = Keeper {
        services,
        correlation: &entry.correlation_id,
        locale: call.language,
    };
    keeper
        .keep(&mut change, &somebody, &next, ToKeep::default(), policy)
        .await?;
    for effect in &next.effects {
        if let Effect::CallUncounted { method, channel } = effect {
            let is_new = !was_known(&next.enrolment.state);
            give_call_back(services, &mut change, *method, channel, is_new).await?;
        }
    }
    let moved = Moved {
        from: enrolment.state,
        next,
        added: None,
    };
    record(services, change, &somebody, &moved, entry).await
}

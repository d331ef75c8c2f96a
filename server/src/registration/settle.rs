//! Making a decision so: rows, audit and session, in this order.

use app::ports::Submitted;
use domain::audit::{Detail, Outcome};
use domain::refusal::Refusal;
use domain::registration::{Effect, Pending, State, Transition};

use super::SetupDesk;
use super::load::Somebody;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Change, Completed};

impl SetupDesk {
    /// Saves a transition with all that was written beside it, and completes its audit row in the same
    /// transaction.
    pub(super) async fn settle(
        &self,
        change: Change,
        somebody: &Somebody,
        next: Transition,
        entry: &AuditEntry,
    ) -> Result<Submitted, Failure> {
        record(&self.services, change, somebody, &next, entry).await?;
        if next.raises_trust() {
            self.visit.session.renew().await?;
        }
        Ok(Submitted::Done)
    }

    /// The form was made for an earlier turn, or for another step: nothing happens.
    pub(super) async fn unchanged(
        &self,
        somebody: &Somebody,
        entry: &AuditEntry,
    ) -> Result<Submitted, Failure> {
        let detail = Detail {
            refusal: Some(Refusal::Moved),
            ..Detail::default()
        };
        let completed = Completed {
            id: &entry.id,
            tenant: &somebody.tenant.id,
            subject: Some(somebody.person.id.as_str()),
            outcome: Outcome::Refused,
            detail: &detail,
        };
        self.services
            .store
            .complete_audit(completed, self.services.now())
            .await?;
        Ok(Submitted::Moved)
    }
}

/// Writes a transition down, and commits: what every change of an enrolment ends with.
pub(super) async fn record(
    services: &Services,
    mut change: Change,
    somebody: &Somebody,
    next: &Transition,
    entry: &AuditEntry,
) -> Result<(), Failure> {
    let subject = somebody.person.id.as_str();
    change
        .save_standing(&somebody.tenant.id, subject, &next.standing)
        .await?;
    change.save_enrolment(&next.enrolment).await?;
    let detail = detail(next);
    let completed = Completed {
        id: &entry.id,
        tenant: &somebody.tenant.id,
        subject: Some(subject),
        outcome: match detail.refusal {
            Some(_) => Outcome::Refused,
            None => Outcome::Done,
        },
        detail: &detail,
    };
    change.complete_audit(completed, services.now()).await?;
    change.commit().await?;
    Ok(())
}

fn detail(next: &Transition) -> Detail {
    let method = match (&next.enrolment.state, next.enrolment.done) {
        (_, Some(wish)) => Some(wish.method),
        (State::Prove(Pending { wish, .. }) | State::Working { wish, .. }, None) => {
            Some(wish.method)
        }
        (State::Overview, None) => None,
    };
    Detail {
        refusal: next.enrolment.notice,
        method,
        locked: next.effects.contains(&Effect::Locked),
        ..Detail::default()
    }
}

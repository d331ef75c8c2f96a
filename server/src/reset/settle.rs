//! Making a decision so: rows, audit and session, in this order.

use domain::audit::Detail;
use domain::challenge::{Effect, State, Transition};
use domain::refusal::Refusal;

use super::{Answer, ResetDesk, is_over};
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Change, StoredChallenge};

impl ResetDesk {
    /// Saves a transition with all that was written beside it, and completes its audit row in the
    /// same transaction. `subject` is whose standing was claimed.
    pub(super) async fn settle(
        &self,
        change: Change,
        tenant: &str,
        subject: Option<&str>,
        next: Transition,
        entry: &AuditEntry,
    ) -> Result<Answer, Failure> {
        record(&self.services, change, tenant, subject, &next, entry).await?;
        let session = &self.visit.session;
        if next.effects.contains(&Effect::Complete) {
            // Whoever was signed in was signed out by the new password, here too.
            session.begin_anew_in(&next.challenge.id).await?;
        } else if next.raises_trust() {
            session.renew().await?;
        }
        let stored = StoredChallenge {
            tenant_id: tenant.to_owned(),
            challenge: next.challenge,
        };
        Ok(Answer {
            stored,
            notice: None,
        })
    }

    /// The form was made for an earlier turn: nothing happens, and the current step is shown.
    pub(super) async fn moved(
        &self,
        change: Change,
        stored: StoredChallenge,
        entry: &AuditEntry,
    ) -> Result<Answer, Failure> {
        self.unchanged(change, stored, Refusal::Moved, entry).await
    }

    /// Undoes what was claimed, records why, and shows the current step.
    pub(super) async fn unchanged(
        &self,
        change: Change,
        stored: StoredChallenge,
        why: Refusal,
        entry: &AuditEntry,
    ) -> Result<Answer, Failure> {
        change.abandon().await?;
        let detail = Detail::from(why);
        let completed = entry.ended(&stored.tenant_id, stored.challenge.counted_as(), &detail);
        self.services
            .store
            .complete_audit(completed, self.services.now())
            .await?;
        let notice = (!is_over(&stored.challenge)).then_some(why);
        Ok(Answer { stored, notice })
    }
}

/// Writes a transition down, and commits: what every change of a reset ends with.
pub(crate) async fn record(
    services: &Services,
    mut change: Change,
    tenant: &str,
    subject: Option<&str>,
    next: &Transition,
    entry: &AuditEntry,
) -> Result<(), Failure> {
    if let Some(subject) = subject {
        change
            .save_standing(tenant, subject, &next.standing)
            .await?;
    }
    change.save_challenge(tenant, &next.challenge).await?;
    let detail = detail(next);
    let completed = entry.ended(tenant, subject, &detail);
    change.complete_audit(completed, services.now()).await?;
    Ok(change.commit().await?)
}

fn detail(next: &Transition) -> Detail {
    let stopped = match &next.challenge.state {
        State::Stopped { why } => Some(*why),
        _ => None,
    };
    let mut detail = Detail {
        refusal: stopped.or(next.challenge.notice),
        ..Detail::default()
    };
    for effect in &next.effects {
        match effect {
            Effect::SendCode { method, .. }
            | Effect::PlaceCall { method, .. }
            | Effect::CallUncounted { method, .. }
            | Effect::ProofFailed { method } => {
                detail.method = Some(*method);
            }
            Effect::GatePassed { gate, method } => {
                detail.gate = Some(*gate);
                detail.method = Some(*method);
            }
            Effect::Locked => detail.locked = true,
            Effect::Identified | Effect::CallReported | Effect::Complete => {}
        }
    }
    detail
}

//! Making a decision so: rows, audit and session, in this order.

use app::ports::Submitted;
use domain::audit::{Change, Detail};
use domain::method::Method;
use domain::refusal::Refusal;
use domain::registration::{Effect, Kept, Pending, State, Transition};

use super::SetupDesk;
use super::load::Somebody;
use crate::services::{Failure, Services};
use crate::store::{self, AuditEntry};

impl SetupDesk {
    /// Saves a transition with all that was written beside it, and completes its audit row in the same
    /// transaction.
    pub(super) async fn settle(
        &self,
        change: store::Change,
        somebody: &Somebody,
        moved: Moved,
        entry: &AuditEntry,
    ) -> Result<Submitted, Failure> {
        record(&self.services, change, somebody, &moved, entry).await?;
        if moved.next.raises_trust() {
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
        let detail = Detail::from(Refusal::Moved);
        let completed = entry.ended(
            &somebody.tenant.id,
            Some(somebody.person.id.as_str()),
            &detail,
        );
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
    mut change: store::Change,
    somebody: &Somebody,
    moved: &Moved,
    entry: &AuditEntry,
) -> Result<(), Failure> {
    let next = &moved.next;
    let subject = somebody.person.id.as_str();
    change
        .save_standing(&somebody.tenant.id, subject, &next.standing)
        .await?;
    change.save_enrolment(&next.enrolment).await?;
    let detail = moved.detail();
    let completed = entry.ended(&somebody.tenant.id, Some(subject), &detail);
    change.complete_audit(completed, services.now()).await?;
    change.commit().await?;
    Ok(())
}

/// An enrolment that has moved on.
pub(super) struct Moved {
    pub(super) from: State,
    pub(super) next: Transition,
    /// The row of the passkey that was added.
    pub(super) added: Option<String>,
}

impl Moved {
    fn detail(&self) -> Detail {
        let Transition {
            enrolment, effects, ..
        } = &self.next;
        let (method, change) = self.done().unwrap_or((worked_on(&enrolment.state), None));
        Detail {
            refusal: enrolment.notice,
            method,
            change,
            passkey: self.passkey(),
            locked: effects.contains(&Effect::Locked),
            ..Detail::default()
        }
    }

    /// What was done, and with what; a password is no method.
    fn done(&self) -> Option<(Option<Method>, Option<Change>)> {
        let Transition {
            enrolment, effects, ..
        } = &self.next;
        if effects.contains(&Effect::Proven) {
            let by = match self.from {
                State::Working { wish, .. } => Some(wish.method),
                State::Overview | State::Prove(_) => None,
            };
            return Some((by, Some(Change::Proof)));
        }
        let wish = enrolment.done?;
        Some((Some(wish.method), Some(wish.change.into())))
    }

    fn passkey(&self) -> Option<String> {
        self.next.effects.iter().find_map(|effect| match effect {
            Effect::Keep { kept, .. } => match kept {
                Kept::Passkey => self.added.clone(),
                Kept::PasskeysBut { id } | Kept::PasskeyName { id, .. } => Some(id.clone()),
                Kept::Contact(_) | Kept::Answers | Kept::Authenticator { .. } | Kept::Nothing => {
                    None
                }
            },
            Effect::Proven
            | Effect::SendCode { .. }
            | Effect::PlaceCall { .. }
            | Effect::CallUncounted { .. }
            | Effect::CallReported
            | Effect::ProofFailed
            | Effect::Locked => None,
        })
    }
}

fn worked_on(state: &State) -> Option<Method> {
    match state {
        State::Prove(Pending { wish, .. }) | State::Working { wish, .. } => Some(wish.method),
        State::Overview => None,
    }
}

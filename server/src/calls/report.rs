//! A call that was not asked for. That counts whatever has become of what asked for it: somebody who has
//! another person called does not get away by leaving, by being quicker, or by a second call.

use domain::audit::Detail;
use domain::call::{CallOutcome, Unasked};
use domain::challenge;
use domain::policy::Policy;
use domain::refusal::Refusal;
use domain::registration::{self, Around, Enrolment};
use domain::throttle::Standing;

use super::unawaited;
use crate::caps::TOLD_ONCE;
use crate::post::Sender;
use crate::registration::holdings;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Change, Person, StoredCall, Waits};

/// Ends everything that is open for the person whose telephone it was, locks them as after too many failures,
/// and tells everybody concerned.
pub(super) async fn taken(
    services: &Services,
    mut change: Change,
    call: &StoredCall,
    entry: &AuditEntry,
) -> Result<(), Failure> {
    let Some(id) = &call.person else {
        return unawaited(services, change, entry).await;
    };
    let (tenant, now) = (&call.tenant_id, services.now());
    let enrolment = match &call.waits {
        Waits::Enrolment(enrolment) => change.claim_enrolment(enrolment).await?,
        Waits::Challenge(_) => None,
    };
    let standing = change.claim_account(tenant, id, now).await?;
    let Some(person) = services.store.person_by_id(tenant, id).await? else {
        return unawaited(services, change, entry).await;
    };
    let policy = services.policy_for(tenant, &person).await?;
    let report = Report {
        services,
        call,
        policy: &policy,
        person: &person,
    };
    report.stop_reset(&mut change).await?;
    if let Some(enrolment) = enrolment {
        report.stop_registration(&mut change, &enrolment).await?;
    }
    change.revoke_other_challenges(id, call.waits.id()).await?;
    let locked = match &call.waits {
        Waits::Challenge(_) => standing.locked(now),
        // Whoever is signed in there is not the owner.
        Waits::Enrolment(_) => standing.locked(now).locked_at_setup(now),
    };
    change.save_standing(tenant, id.as_str(), &locked).await?;
    let unasked = unasked(call, &person);
    if unasked == Unasked::FinishedReset {
        change.lock_password(id, now).await?;
        change.end_sessions(id).await?;
    }
    report.tell(&mut change, unasked).await?;
    let detail = Detail {
        refusal: Some(Refusal::CallReported),
        locked: true,
        ..Detail::default()
    };
    let completed = entry.ended(tenant, Some(id.as_str()), &detail);
    change.complete_audit(completed, now).await?;
    Ok(change.commit().await?)
}

/// A password that was set since the call was placed may be that of whoever had somebody called.
fn unasked(call: &StoredCall, person: &Person) -> Unasked {
    let set_at = person.password_age.set_at;
    match &call.waits {
        Waits::Enrolment(_) => Unasked::Registration,
        Waits::Challenge(_) if set_at.is_some_and(|at| at > call.placed_at) => {
            Unasked::FinishedReset
        }
        Waits::Challenge(_) => Unasked::Reset,
    }
}

struct Report<'a> {
    services: &'a Services,
    call: &'a StoredCall,
    policy: &'a Policy,
    person: &'a Person,
}

impl Report<'_> {
    /// The reset that had the call placed says so on its page, if it is still there.
    async fn stop_reset(&self, change: &mut Change) -> Result<(), Failure> {
        let Waits::Challenge(id) = &self.call.waits else {
            return Ok(());
        };
        let Some(stored) = change.claim_challenge(id).await? else {
            return Ok(());
        };
        let event = challenge::Event::CallEnded {
            attempt: self.call.attempt,
            outcome: CallOutcome::Reported,
        };
        let (standing, now) = (Standing::CLEAN, self.services.now());
        let next = challenge::advance(&stored.challenge, standing, event, self.policy, now);
        if let Ok(next) = next {
            change
                .save_challenge(&stored.tenant_id, &next.challenge)
                .await?;
        }
        Ok(())
    }

    /// So does the registration.
    async fn stop_registration(
        &self,
        change: &mut Change,
        enrolment: &Enrolment,
    ) -> Result<(), Failure> {
        let around = Around {
            holdings: &holdings(self.services, self.person).await?,
            groups: &self.person.groups,
            policy: self.policy,
            now: self.services.now(),
        };
        let event = registration::Event::CallEnded {
            attempt: self.call.attempt,
            outcome: CallOutcome::Reported,
        };
        if let Ok(next) = registration::advance(enrolment, Standing::CLEAN, event, around) {
            change.save_enrolment(&next.enrolment).await?;
        }
        Ok(())
    }

    /// Tells the person and the administrator; once a day, because whoever has somebody called could
    /// otherwise have letters written.
    async fn tell(&self, change: &mut Change, unasked: Unasked) -> Result<(), Failure> {
        let (services, person) = (self.services, self.person);
        let key = format!("calls-reported:{}", person.id.as_str());
        if !change.take(&key, TOLD_ONCE, services.now()).await? {
            return Ok(());
        }
        let sender = Sender {
            services,
            tenant: &services.tenant(&self.call.tenant_id).await?,
            correlation: &self.call.correlation,
            help: &self.policy.help.email,
            locale: person.language.unwrap_or_default(),
        };
        let hours = self.policy.limits.failed_proofs.per_seconds.div_ceil(3600);
        for address in &person.addresses {
            let to = address.as_str();
            sender.call_reported(change, to, unasked, hours).await?;
        }
        let administrator = &self.policy.help.email;
        if !administrator.is_empty() {
            let name = &person.user_name;
            sender
                .call_alarm(change, administrator, unasked, name)
                .await?;
        }
        Ok(())
    }
}

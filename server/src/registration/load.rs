//! Who is signed in, what they have, and the enrolment of this browser.

use std::sync::Arc;

use app::ports::Access;
use domain::policy::Policy;
use domain::registration::{Around, Enrolment, Holdings};
use domain::time::Timestamp;

use super::SetupDesk;
use crate::presence::Member;
use crate::services::{Failure, Services};
use crate::store::{Person, Tenant};

/// Somebody who is signed in.
pub(super) struct Somebody {
    pub(super) tenant: Tenant,
    pub(super) person: Person,
    /// As it holds for this person.
    pub(super) policy: Arc<Policy>,
    pub(super) holdings: Holdings,
    /// Came by an invitation.
    pub(super) is_guest: bool,
    /// When the session ends.
    until: Timestamp,
}

impl Somebody {
    /// What decides beside an enrolment.
    pub(super) fn around(&self, now: Timestamp) -> Around<'_> {
        Around {
            holdings: &self.holdings,
            groups: &self.person.groups,
            policy: &self.policy,
            now,
        }
    }

    async fn of(services: &Services, member: Member) -> Result<Self, Failure> {
        Ok(Self {
            holdings: holdings(services, &member.person).await?,
            policy: member.policy,
            tenant: member.tenant,
            person: member.person,
            is_guest: member.is_guest,
            until: Timestamp::from_unix_ms(member.session.until),
        })
    }

    /// Whoever has a session that holds this enrolment.
    pub(super) async fn holding(
        services: &Services,
        enrolment: &Enrolment,
    ) -> Result<Option<Self>, Failure> {
        Ok(match Member::holding(services, enrolment).await? {
            Some(member) => Some(Self::of(services, member).await?),
            None => None,
        })
    }
}

impl SetupDesk {
    /// The person whom this browser is signed in as. The session names them, and nothing that a form
    /// says.
    pub(super) async fn somebody(&self) -> Result<Access<Somebody>, Failure> {
        let member = match Member::at_setup(&self.services, &self.visit).await? {
            Ok(member) => member,
            Err(denied) => return Ok(Err(denied)),
        };
        Ok(Ok(Somebody::of(&self.services, member).await?))
    }

    /// This browser's enrolment, or a new one. It begins with the proof that signed the person in.
    pub(super) async fn current(&self, somebody: &Somebody) -> Result<Enrolment, Failure> {
        if let Some(found) = self.found(somebody).await? {
            return Ok(found);
        }
        let proven_at = self.proven_at(somebody).await?;
        let id = self.services.random.uuid();
        let enrolment = Enrolment::open(id, somebody.person.id.clone(), proven_at);
        self.services
            .store
            .open_enrolment(&somebody.tenant.id, &enrolment, somebody.until)
            .await?;
        self.visit.session.set_enrolment(&enrolment.id).await?;
        Ok(enrolment)
    }

    /// Whether a session still holds it: this browser's may have been ended while something slow was done.
    pub(super) async fn is_still_held(&self, enrolment: &Enrolment) -> Result<bool, Failure> {
        Ok(Member::holding(&self.services, enrolment).await?.is_some())
    }

    /// When the password was typed. A link is good for as long as the session that it began: there is
    /// no password to ask for.
    async fn proven_at(&self, somebody: &Somebody) -> Result<Timestamp, Failure> {
        if somebody.is_guest {
            let fresh_ms = i64::from(somebody.policy.registration.fresh_proof_seconds) * 1000;
            return Ok(Timestamp::from_unix_ms(somebody.until.unix_ms() - fresh_ms));
        }
        let signed_in_at = self.visit.session.signed_in_at().await?;
        Ok(signed_in_at.unwrap_or(Timestamp::from_unix_ms(0)))
    }

    /// Somebody else's enrolment is none.
    async fn found(&self, somebody: &Somebody) -> Result<Option<Enrolment>, Failure> {
        let Some(id) = self.visit.session.enrolment().await? else {
            return Ok(None);
        };
        let found = self.services.store.find_enrolment(&id).await?;
        Ok(found.filter(|enrolment| enrolment.person == somebody.person.id))
    }
}

/// All that a person has to prove who they are.
pub(crate) async fn holdings(services: &Services, person: &Person) -> Result<Holdings, Failure> {
    let registered = services.store.registered(person.id.as_str()).await?;
    Ok(person.holdings(registered))
}

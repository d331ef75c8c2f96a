//! Who is signed in, what they have, and the enrolment of this browser.

use domain::registration::{Enrolment, Held, Holdings, QuestionsHeld};
use domain::time::Timestamp;

use super::SetupDesk;
use crate::services::Failure;
use crate::store::Person;

/// Somebody who is signed in.
pub(super) struct Somebody {
    pub(super) tenant: String,
    pub(super) person: Person,
    pub(super) holdings: Holdings,
    /// When the sign-in ends.
    pub(super) until: Timestamp,
}

impl SetupDesk {
    /// The person whom this browser is signed in as. The session names them, and nothing that a form
    /// says.
    pub(super) async fn somebody(&self) -> Result<Option<Somebody>, Failure> {
        let Some(who) = self.visit.session.signed_in().await? else {
            return Ok(None);
        };
        let until = Timestamp::from_unix_ms(who.until);
        if self.services.now() >= until {
            return Ok(None);
        }
        let store = &self.services.store;
        let person = store.person_by_id(&who.tenant, &who.person).await?;
        let Some(person) = person.filter(|person| !person.disabled) else {
            return Ok(None);
        };
        let holdings = self.holdings(&person).await?;
        Ok(Some(Somebody {
            tenant: who.tenant,
            person,
            holdings,
            until,
        }))
    }

    async fn holdings(&self, person: &Person) -> Result<Holdings, Failure> {
        let store = &self.services.store;
        let registered = store
            .registered(person.id.as_str(), self.services.now())
            .await?;
        let (answers_since, authenticator) = store.registered_since(&person.id).await?;
        let email = person.alternate_email.clone().map(|value| Held {
            value,
            since: person.alternate_email_since,
        });
        let number = person.mobile.clone().map(|value| Held {
            value,
            since: person.mobile_since,
        });
        let questions = answers_since.map(|since| QuestionsHeld {
            questions: registered.questions,
            since,
        });
        Ok(Holdings {
            email,
            number,
            questions,
            authenticator,
            work_email: person.work_email.clone(),
        })
    }

    /// This browser's enrolment, or a new one. It begins with the proof that signed the person in.
    pub(super) async fn current(&self, somebody: &Somebody) -> Result<Enrolment, Failure> {
        if let Some(found) = self.found(somebody).await? {
            return Ok(found);
        }
        let signed_in_at = self.visit.session.signed_in_at().await?;
        let proven_at = signed_in_at.unwrap_or(Timestamp::from_unix_ms(0));
        let id = self.services.random.uuid();
        let enrolment = Enrolment::open(id, somebody.person.id.clone(), proven_at);
        self.services
            .store
            .open_enrolment(&somebody.tenant, &enrolment, somebody.until)
            .await?;
        self.visit.session.set_enrolment(&enrolment.id).await?;
        Ok(enrolment)
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

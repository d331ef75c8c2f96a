//! Who is signed in with a browser, and how far that lets them go.
//!
//! Read anew for each request from the person's row: a password that became due holds everywhere at
//! once, and no page can be reached around it.

use std::sync::Arc;

use app::ports::{Access, Denied};
use domain::password::Due;
use domain::policy::Policy;
use domain::registration::Enrolment;

use crate::http::session_values::{Invited, SignedIn};
use crate::http::visit::Visit;
use crate::http::{Holder, holder};
use crate::owed::owed;
use crate::registration::holdings;
use crate::services::{Failure, Services};
use crate::store::{Person, Tenant};

/// Somebody who is signed in.
pub(crate) struct Member {
    pub(crate) session: SignedIn,
    pub(crate) tenant: Tenant,
    pub(crate) person: Person,
    /// As it holds for this person.
    pub(crate) policy: Arc<Policy>,
    /// Why the password has to be changed before anything else, if so.
    due: Option<Due>,
    /// Not signed in: came by a link, for the setup page alone.
    pub(crate) is_guest: bool,
}

impl Member {
    /// Whoever is signed in, and need do nothing else first. What every page of signed-in people asks
    /// for that lets them do something.
    pub(crate) async fn present(
        services: &Services,
        visit: &Visit,
    ) -> Result<Access<Self>, Failure> {
        let Some(member) = Self::of(services, visit).await? else {
            return Ok(Err(Denied::SignedOut));
        };
        if member.due.is_some() {
            return Ok(Err(Denied::MustChange));
        }
        if member.owes(services, visit).await? {
            return Ok(Err(Denied::MustRegister));
        }
        Ok(Ok(member))
    }

    /// Whoever is signed in, whatever else they have to do first: for looking at what was done, and for
    /// putting an end to it. Nothing is gained by it.
    pub(crate) async fn signed_in(
        services: &Services,
        visit: &Visit,
    ) -> Result<Access<Self>, Failure> {
        let found = Self::of(services, visit).await?;
        Ok(found.ok_or(Denied::SignedOut))
    }

    /// For the page that registers: whoever is signed in and need not change the password first, or
    /// came by an invitation.
    pub(crate) async fn at_setup(
        services: &Services,
        visit: &Visit,
    ) -> Result<Access<Self>, Failure> {
        let Some(member) = Self::of(services, visit).await? else {
            let guest = Self::guest(services, visit).await?;
            return Ok(guest.ok_or(Denied::SignedOut));
        };
        Ok(match member.due {
            Some(_) => Err(Denied::MustChange),
            None => Ok(member),
        })
    }

    /// For the page that changes the password: that comes first when it is due, and else last.
    pub(crate) async fn at_password(
        services: &Services,
        visit: &Visit,
    ) -> Result<Access<Self>, Failure> {
        let Some(member) = Self::of(services, visit).await? else {
            return Ok(Err(Denied::SignedOut));
        };
        let is_held = member.due.is_none() && member.owes(services, visit).await?;
        Ok(if is_held {
            Err(Denied::MustRegister)
        } else {
            Ok(member)
        })
    }

    /// Whether the setup page asks for something that this sign-in has not put off. Most people are
    /// asked for nothing, and then nothing is looked up.
    async fn owes(&self, services: &Services, visit: &Visit) -> Result<bool, Failure> {
        let (person, policy) = (&self.person, &self.policy);
        if !policy.demands() && !person.asked.again {
            return Ok(false);
        }
        let holdings = holdings(services, person).await?;
        let owed = owed(services, visit, person, policy, &holdings).await?;
        Ok(owed.is_some())
    }

    /// Whoever has a session that holds this enrolment, as the page that registers lets them in. A
    /// telephone call ends without a request of the browser that it was asked for in.
    pub(crate) async fn holding(
        services: &Services,
        enrolment: &Enrolment,
    ) -> Result<Option<Self>, Failure> {
        let person = &enrolment.person;
        let sessions = services.store.sessions_of(person, services.now()).await?;
        let holder = sessions
            .iter()
            .find_map(|document| holder(document, &enrolment.id));
        let member = match holder {
            Some(Holder::Member(who)) => Self::read(services, who)
                .await?
                .filter(|member| member.due.is_none()),
            Some(Holder::Guest(guest)) => Self::admitted(services, guest).await?,
            None => None,
        };
        Ok(member.filter(|member| member.person.id == *person))
    }

    async fn of(services: &Services, visit: &Visit) -> Result<Option<Self>, Failure> {
        match visit.session.signed_in().await? {
            Some(session) => Ok(Self::read(services, session)
                .await?
                .map(|member| member.at(services, visit))),
            None => Ok(None),
        }
    }

    /// On this screen: what it cannot do is asked of nobody, and not offered. Nor is a passkey to a guest: it signs
    /// in by itself, and a link signs nobody in.
    fn at(self, services: &Services, visit: &Visit) -> Self {
        let without_passkeys = visit.at_logon || self.is_guest;
        Self {
            policy: services.as_far_as_possible(self.policy, without_passkeys),
            ..self
        }
    }

    /// A password that grew old meanwhile, or never was, does not concern a guest.
    async fn guest(services: &Services, visit: &Visit) -> Result<Option<Self>, Failure> {
        match visit.session.invited().await? {
            Some(guest) => Ok(Self::admitted(services, guest)
                .await?
                .map(|member| member.at(services, visit))),
            None => Ok(None),
        }
    }

    /// A guest whose invitation is still the person's.
    async fn admitted(services: &Services, guest: Invited) -> Result<Option<Self>, Failure> {
        let store = &services.store;
        if !store
            .is_invited(&guest.who.person, &guest.invitation)
            .await?
        {
            return Ok(None);
        }
        let member = Self::read(services, guest.who).await?;
        Ok(member.map(|member| Self {
            is_guest: true,
            ..member
        }))
    }

    async fn read(services: &Services, session: SignedIn) -> Result<Option<Self>, Failure> {
        let now = services.now();
        if now.unix_ms() >= session.until {
            return Ok(None);
        }
        let store = &services.store;
        let person = store.person_by_id(&session.tenant, &session.person).await?;
        let Some(person) = person.filter(|person| is_still(person, &session)) else {
            return Ok(None);
        };
        let policy = services.policy_for(&session.tenant, &person).await?;
        let due = match person.password_hash {
            Some(_) => person.password_age.due(policy.password.max_age_days, now),
            None => None,
        };
        let tenant = services.tenant(&session.tenant).await?;
        Ok(Some(Self {
            session,
            tenant,
            person,
            policy,
            due,
            is_guest: false,
        }))
    }

    pub(crate) fn due(&self) -> Option<Due> {
        self.due
    }
}

/// A sign-in with a password that was changed or locked while it was under way leaves a session behind that
/// nothing has ended; it is worth nothing all the same.
pub(crate) fn is_still(person: &Person, session: &SignedIn) -> bool {
    !person.disabled && !person.is_locked() && person.password_age.set_at == session.password_set_at
}

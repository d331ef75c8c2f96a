//! Storing what was registered.

use domain::contact::Channel;
use domain::locale::Locale;
use domain::method::Method;
use domain::policy::Policy;
use domain::registration::{Change as Kind, Demand, Effect, Kept, Transition, Wish, demand};
use domain::time::Timestamp;

use super::SetupDesk;
use super::load::Somebody;
use crate::post::Sender;
use crate::services::{Failure, Services};
use crate::store::{Authenticator, Change, ContactKind, NewPasskey, StoredAnswer, Tenant};

/// What the caller verified or made for a transition that keeps it.
#[derive(Default)]
pub(super) struct ToKeep {
    pub(super) answers: Vec<StoredAnswer>,
    pub(super) passkey: Option<NewPasskey>,
}

/// Whoever moves an enrolment on: a request of its browser, or a telephone call.
#[derive(Clone, Copy)]
pub(super) struct Keeper<'a> {
    pub(super) services: &'a Services,
    pub(super) correlation: &'a str,
    /// For those whose own language nobody knows.
    pub(super) locale: Locale,
}

impl SetupDesk {
    pub(super) fn keeper(&self) -> Keeper<'_> {
        Keeper {
            services: &self.services,
            correlation: &self.visit.correlation,
            locale: self.visit.locale,
        }
    }
}

impl Keeper<'_> {
    /// Writes what the transition keeps. Resets that began before end: they know other ways.
    pub(super) async fn keep(
        &self,
        change: &mut Change,
        somebody: &Somebody,
        next: &Transition,
        ready: ToKeep,
        policy: &Policy,
    ) -> Result<(), Failure> {
        let kept = next.effects.iter().find_map(|effect| match effect {
            Effect::Keep { wish, kept } => Some((*wish, kept)),
            Effect::SendCode { .. }
            | Effect::PlaceCall { .. }
            | Effect::CallUncounted { .. }
            | Effect::CallReported
            | Effect::Proven
            | Effect::ProofFailed
            | Effect::Locked => None,
        });
        let Some((wish, kept)) = kept else {
            return Ok(());
        };
        let (person, now) = (&somebody.person.id, self.services.now());
        match kept {
            Kept::Contact(channel) => {
                if let Some((kind, value)) = contact(wish, channel) {
                    change.register_contact(person, kind, &value, now).await?;
                }
            }
            Kept::Answers => change.replace_answers(person, &ready.answers, now).await?,
            Kept::Passkey => {
                if let Some(new) = &ready.passkey {
                    change.add_passkey(person, new, now).await?;
                }
            }
            Kept::PasskeysBut { id } => change.remove_passkey(person, id).await?,
            // No way in is another one: no reset ends, and nobody need hear of it.
            Kept::PasskeyName { id, name } => {
                return Ok(change.rename_passkey(person, id, name).await?);
            }
            Kept::Authenticator { secret, last_step } => {
                let new = Authenticator {
                    id: secret.id.clone(),
                    name: String::new(),
                    sealed: secret.sealed.clone(),
                    last_step: *last_step,
                    added_at: now.unix_ms(),
                };
                change.remove_authenticators(person).await?;
                change.add_authenticator(person, &new).await?;
            }
            Kept::Nothing => self.remove(change, somebody, wish.method).await?,
        }
        if wish.change == Kind::Remove && had_enough(somebody, policy, now) {
            change.leave_no_time(person).await?;
        }
        // Whoever changes something sees all the rest.
        change.answer_registration(person, now).await?;
        change.revoke_all_challenges(person).await?;
        if !somebody.is_guest {
            change.revoke_invitation(person).await?;
        }
        let new = match kept {
            Kept::Contact(channel) => Some(channel),
            _ => None,
        };
        self.tell(change, somebody, wish, new, policy).await
    }

    async fn remove(
        &self,
        change: &mut Change,
        somebody: &Somebody,
        method: Method,
    ) -> Result<(), Failure> {
        let person = &somebody.person.id;
        match method {
            Method::Email => {
                change
                    .remove_contact(person, ContactKind::AuthenticationEmail)
                    .await?;
            }
            Method::Sms => {
                change
                    .remove_contact(person, ContactKind::AuthenticationPhone)
                    .await?;
            }
            Method::Totp => change.remove_authenticators(person).await?,
            Method::Questions => {
                change
                    .replace_answers(person, &[], self.services.now())
                    .await?;
            }
            Method::OfficeCall => {
                change
                    .remove_contact(person, ContactKind::AuthenticationOffice)
                    .await?;
            }
            // Passkeys are removed one by one.
            Method::Passkey | Method::MobileCall | Method::HelpdeskPass => {}
        }
        Ok(())
    }

    pub(super) fn sender<'a>(
        &'a self,
        tenant: &'a Tenant,
        help: &'a str,
        locale: Locale,
    ) -> Sender<'a> {
        Sender {
            services: self.services,
            tenant,
            correlation: self.correlation,
            help,
            locale,
        }
    }
}

/// Whether nothing was asked for that this may leave out. Should there still be enough, the next page finds
/// that, and forgets that there was no time left.
fn had_enough(somebody: &Somebody, policy: &Policy, now: Timestamp) -> bool {
    let Somebody {
        person, holdings, ..
    } = somebody;
    let found = demand(holdings, policy, &person.groups, person.asked, now);
    policy.demands() && !matches!(found, Some(Demand::Register { .. }))
}

/// Where a proven channel is stored.
fn contact(wish: Wish, channel: &Channel) -> Option<(ContactKind, String)> {
    match channel {
        Channel::Mailbox(address) => Some((
            ContactKind::AuthenticationEmail,
            address.as_str().to_owned(),
        )),
        Channel::Line(number) => {
            let kind = match (wish.method, wish.change) {
                (Method::OfficeCall, Kind::Confirm) => ContactKind::ConfirmedOffice,
                (Method::OfficeCall, _) => ContactKind::AuthenticationOffice,
                _ => ContactKind::AuthenticationPhone,
            };
            Some((kind, number.clone().into()))
        }
        Channel::Authenticator | Channel::Memory | Channel::Helpdesk | Channel::Nowhere(_) => None,
    }
}

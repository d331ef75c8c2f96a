//! Telling somebody that a way to prove who they are was changed.

use domain::contact::Channel;
use domain::method::Method;
use domain::phone::PhoneNumber;
use domain::policy::Policy;
use domain::registration::{Change as Kind, Wish};

use super::keep::Keeper;
use super::load::Somebody;
use crate::caps::may_tell;
use crate::services::Failure;
use crate::store::Change;

impl Keeper<'_> {
    /// Tells every address and every mobile number that was known before: whoever changes one of them cannot
    /// keep that from its owner. What is new hears of itself only when there is nothing else, and nothing is
    /// sent to a desk.
    pub(super) async fn tell(
        &self,
        change: &mut Change,
        somebody: &Somebody,
        wish: Wish,
        new: Option<&Channel>,
        policy: &Policy,
    ) -> Result<(), Failure> {
        let (person, tenant) = (&somebody.person, &somebody.tenant);
        let addresses = person.addresses.iter().cloned().map(Channel::Mailbox);
        let numbers = person.numbers.iter().cloned().map(Channel::Line);
        let mut told: Vec<Channel> = addresses
            .chain(numbers)
            .filter(|known| Some(known) != new)
            .collect();
        if told.is_empty() && wish.method != Method::OfficeCall {
            told.extend(new.cloned());
        }
        let locale = person.language.unwrap_or(self.locale);
        let sender = self.sender(tenant, &policy.help.email, locale);
        for channel in &told {
            match channel {
                Channel::Mailbox(address) => {
                    sender
                        .registered_mail(change, address.as_str(), wish)
                        .await?;
                }
                Channel::Line(number) => {
                    if self
                        .may_text(change, somebody, number, wish, policy)
                        .await?
                    {
                        sender.registered_text(change, &number.e164(), wish).await?;
                    }
                }
                Channel::Authenticator
                | Channel::Memory
                | Channel::Helpdesk
                | Channel::Nowhere(_) => {}
            }
        }
        Ok(())
    }

    /// Where policy sends no codes by text it may have nothing to send texts with, and behind an extension
    /// nothing reads them.
    async fn may_text(
        &self,
        change: &mut Change,
        somebody: &Somebody,
        number: &PhoneNumber,
        wish: Wish,
        policy: &Policy,
    ) -> Result<bool, Failure> {
        if !policy.methods.contains(&Method::Sms) || number.extension().is_some() {
            return Ok(false);
        }
        let (person, tenant) = (&somebody.person.id, &somebody.tenant.id);
        let adds = matches!(wish.change, Kind::Add | Kind::Confirm);
        let limits = &policy.limits;
        may_tell(self.services, change, tenant, person, number, adds, limits).await
    }
}

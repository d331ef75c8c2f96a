//! Telling somebody that a way to prove who they are was changed.

use domain::contact::Channel;
use domain::policy::Policy;
use domain::registration::Wish;

use super::keep::Keeper;
use super::load::Somebody;
use crate::caps::may_tell;
use crate::services::Failure;
use crate::store::Change;

impl Keeper<'_> {
    /// Tells every address and the telephone that were known before: whoever changes one of them cannot
    /// keep that from its owner. What is new hears of itself only when there is nothing else.
    pub(super) async fn tell(
        &self,
        change: &mut Change,
        somebody: &Somebody,
        wish: Wish,
        new: Option<&Channel>,
        policy: &Policy,
    ) -> Result<(), Failure> {
        let (person, tenant) = (&somebody.person, &somebody.tenant);
        let addresses = person.addresses().cloned().map(Channel::Mailbox);
        let numbers = person
            .mobile
            .iter()
            .map(|number| Channel::Line(number.without_extension()));
        let mut told: Vec<Channel> = addresses
            .chain(numbers)
            .filter(|known| Some(known) != new)
            .collect();
        told.dedup();
        if told.is_empty() {
            told.extend(new.cloned());
        }
        let locale = person.language.unwrap_or(self.locale);
        let sender = self.sender(tenant, &policy.help.email, locale);
        for channel in &told {
            match channel {
                Channel::Mailbox(address) => {
                    sender
                        .registered_mail(change, address.as_str(), wish)
                        .await?
                }
                Channel::Line(number) => {
                    let limits = &policy.limits;
                    if may_tell(
                        self.services,
                        change,
                        &tenant.id,
                        &person.id,
                        number,
                        limits,
                    )
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
}

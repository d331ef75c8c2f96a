//! Sending a code, under the caps that are not the person's.

use domain::contact::Channel;
use domain::method::Method;
use domain::policy::Policy;
use domain::registration::{Effect, Transition};
use domain::secret::Code;

use super::SetupDesk;
use super::load::Somebody;
use crate::caps::Sending;
use crate::services::Failure;
use crate::store::Change;

impl SetupDesk {
    /// Posts the code if the transition asks for it; false when a cap forbids it.
    pub(super) async fn send(
        &self,
        change: &mut Change,
        somebody: &Somebody,
        next: &Transition,
        code: Code,
        policy: &Policy,
    ) -> Result<bool, Failure> {
        let asked = next.effects.iter().find_map(|effect| match effect {
            Effect::SendCode { channel } => Some(channel),
            Effect::Proven | Effect::ProofFailed | Effect::Locked | Effect::Keep { .. } => None,
        });
        let Some(channel) = asked else {
            return Ok(true);
        };
        let sending = Sending {
            services: &self.services,
            tenant: &somebody.tenant.id,
            address: self.visit.address,
            method: match channel {
                Channel::Line(_) => Method::Sms,
                _ => Method::Email,
            },
            channel,
        };
        if !sending.take(change, &policy.limits).await? {
            return Ok(false);
        }
        let sender = self.sender(&somebody.tenant, &policy.help.email, self.visit.locale);
        let minutes = policy.codes.lifetime_seconds.div_ceil(60);
        match channel {
            Channel::Line(number) => {
                sender
                    .code_text(change, Some(&number.e164()), code, minutes)
                    .await?;
            }
            Channel::Mailbox(address) => {
                sender
                    .code_mail(change, Some(address.as_str()), code, minutes)
                    .await?;
            }
            Channel::Authenticator | Channel::Memory | Channel::Helpdesk | Channel::Nowhere(_) => {}
        }
        Ok(true)
    }
}

//! Sending a code, under the caps that are not the person's.

use domain::challenge::{Effect, Transition};
use domain::contact::Channel;
use domain::method::Method;
use domain::policy::Policy;
use domain::secret::Code;

use super::ResetDesk;
use crate::caps::Sending;
use crate::post::Sender;
use crate::services::Failure;
use crate::store::{Change, StoredChallenge, Waits};

impl ResetDesk {
    /// Posts the code or the call if the transition asks for it; false when a cap forbids it.
    pub(super) async fn send(
        &self,
        change: &mut Change,
        stored: &StoredChallenge,
        next: &Transition,
        code: Code,
        policy: &Policy,
    ) -> Result<bool, Failure> {
        let asked = next.effects.iter().find_map(|effect| match effect {
            Effect::SendCode { method, channel } => Some((*method, channel, None)),
            Effect::PlaceCall {
                method,
                channel,
                attempt,
            } => Some((*method, channel, Some(*attempt))),
            Effect::Identified
            | Effect::GatePassed { .. }
            | Effect::CallReported { .. }
            | Effect::ProofFailed { .. }
            | Effect::Locked
            | Effect::Complete => None,
        });
        let Some((method, channel, call)) = asked else {
            return Ok(true);
        };
        let sending = Sending {
            services: &self.services,
            tenant: &stored.tenant_id,
            address: self.visit.address,
            method,
            channel,
        };
        if !sending.take(change, &policy.limits).await? {
            return Ok(false);
        }
        let tenant = self.services.tenant(&stored.tenant_id).await?;
        let sender = Sender {
            services: &self.services,
            tenant: &tenant,
            correlation: &stored.challenge.id,
            help: &policy.help.email,
            locale: self.visit.locale,
        };
        let minutes = policy.codes.lifetime_seconds.div_ceil(60);
        if let Some(attempt) = call {
            let number = match (method, channel) {
                (Method::OfficeCall, Channel::Line(number)) => Some(number.clone()),
                // Its owner wrote it down, and could have keys sent to any machine.
                (_, Channel::Line(number)) => Some(number.without_extension()),
                _ => None,
            };
            let waits = Waits::Challenge(stored.challenge.id.clone());
            sender
                .call(change, number.as_ref(), &waits, attempt)
                .await?;
            return Ok(true);
        }
        match (method, channel) {
            (_, Channel::Mailbox(address)) => {
                sender
                    .code_mail(change, Some(address.as_str()), code, minutes)
                    .await?;
            }
            (_, Channel::Line(number)) => {
                sender
                    .code_text(change, Some(&number.e164()), code, minutes)
                    .await?;
            }
            (Method::Email, _) => sender.code_mail(change, None, code, minutes).await?,
            (_, _) => sender.code_text(change, None, code, minutes).await?,
        }
        Ok(true)
    }
}

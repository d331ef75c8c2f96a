//! Sending a code, under the caps that are not the person's.

use domain::challenge::{Effect, Transition};
use domain::contact::Channel;
use domain::method::Method;
use domain::phone::PhoneNumber;
use domain::policy::{Limits, Policy};
use domain::secret::Code;
use domain::throttle::Limit;

use super::ResetDesk;
use crate::post::Sender;
use crate::services::Failure;
use crate::store::{Change, StoredChallenge};

impl ResetDesk {
    /// Posts the code if the transition asks for it; false when a cap forbids it.
    pub(super) async fn send(
        &self,
        change: &mut Change,
        stored: &StoredChallenge,
        next: &Transition,
        code: Code,
        policy: &Policy,
    ) -> Result<bool, Failure> {
        let asked = next.effects.iter().find_map(|effect| match effect {
            Effect::SendCode { method, channel } => Some((*method, channel)),
            Effect::Identified
            | Effect::GatePassed { .. }
            | Effect::ProofFailed { .. }
            | Effect::Locked
            | Effect::Complete => None,
        });
        let Some((method, channel)) = asked else {
            return Ok(true);
        };
        for (key, limit) in self.caps(&stored.tenant_id, method, channel, &policy.limits) {
            if !change.take(&key, limit, self.services.now()).await? {
                // Raises an alarm: a cap that is not a person's is a flood, or toll fraud.
                tracing::warn!(
                    cap = key.split(':').next().unwrap_or_default(),
                    "a sending cap is reached"
                );
                return Ok(false);
            }
        }
        if let Channel::Line(number) = channel
            && !is_allowed(number, &policy.limits)
        {
            return Ok(false);
        }
        let tenant = self.tenant_of(stored).await?;
        let sender = Sender {
            services: &self.services,
            tenant: &tenant,
            correlation: &stored.challenge.id,
            help: &policy.help.email,
            locale: self.visit.locale,
        };
        let minutes = policy.codes.lifetime_seconds.div_ceil(60);
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

    fn caps(
        &self,
        tenant: &str,
        method: Method,
        channel: &Channel,
        limits: &Limits,
    ) -> Vec<(String, Limit)> {
        let mut caps = vec![(
            format!("sends-address:{}", self.visit.address),
            limits.sends_per_address,
        )];
        match method {
            Method::Email => caps.push((format!("mails-tenant:{tenant}"), limits.mails_per_tenant)),
            _ => caps.push((format!("texts-tenant:{tenant}"), limits.texts_per_tenant)),
        }
        if let Channel::Line(number) = channel {
            caps.push((
                format!("texts-prefix:{}", number.prefix()),
                limits.texts_per_prefix,
            ));
            let line = self.services.keys.name_digest("number", &number.e164());
            caps.push((
                format!("texts-number:{}", crate::keys::token_hash(&line)),
                limits.texts_per_number,
            ));
        }
        caps
    }
}

fn is_allowed(number: &PhoneNumber, limits: &Limits) -> bool {
    limits.countries.is_empty() || limits.countries.iter().any(|code| number.has_prefix(code))
}

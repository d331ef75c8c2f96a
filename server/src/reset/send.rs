//! Sending a code or placing a call, under the caps that are not the person's.

use domain::challenge::{Effect, Transition};
use domain::identity::PersonId;
use domain::locale::Locale;
use domain::policy::Policy;
use domain::secret::Code;

use super::ResetDesk;
use crate::caps::Sending;
use crate::method::{Asked, Sent, send};
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
            | Effect::CallUncounted { .. }
            | Effect::CallReported
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
            address: self.visit.network(),
            method,
            channel,
            is_new: false,
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
            locale: match call {
                Some(_) => self.spoken(stored).await?,
                None => self.visit.locale,
            },
        };
        let sent = match call {
            Some(attempt) => Sent::Call(Asked {
                waits: Waits::Challenge(stored.challenge.id.clone()),
                attempt,
                person: stored.challenge.person().cloned(),
            }),
            None => Sent::Code {
                code,
                minutes: policy.codes.lifetime_seconds.div_ceil(60),
            },
        };
        send(&sender, change, method, channel, sent).await?;
        Ok(true)
    }

    /// What a call speaks: whoever answers need not be the one at the screen. Looked up alike for a name
    /// that leads nowhere.
    async fn spoken(&self, stored: &StoredChallenge) -> Result<Locale, Failure> {
        let person = stored.challenge.person().map_or("", PersonId::as_str);
        let store = &self.services.store;
        let language = store.language(&stored.tenant_id, person).await?;
        Ok(language.unwrap_or(self.visit.locale))
    }
}

//! Sending a code or placing a call, under the caps that are not the person's.

use domain::contact::Channel;
use domain::method::Method;
use domain::policy::Policy;
use domain::registration::{Around, Change, Effect, Enrolment, Event, State, Transition, advance};
use domain::secret::Code;
use domain::throttle::Standing;

use super::SetupDesk;
use super::load::Somebody;
use crate::caps::Sending;
use crate::method::{Asked, Sent, send};
use crate::services::Failure;
use crate::store::{self, Waits};

impl SetupDesk {
    /// Posts the code or the call if the transition asks for it; false when a cap forbids it.
    pub(super) async fn send(
        &self,
        change: &mut store::Change,
        somebody: &Somebody,
        next: &Transition,
        code: Code,
        policy: &Policy,
    ) -> Result<bool, Failure> {
        let asked = next.effects.iter().find_map(|effect| match effect {
            Effect::SendCode { channel } => {
                let method = match channel {
                    Channel::Line(_) => Method::Sms,
                    _ => Method::Email,
                };
                Some((method, channel, None))
            }
            Effect::PlaceCall {
                method,
                channel,
                attempt,
            } => Some((*method, channel, Some(*attempt))),
            Effect::Proven
            | Effect::CallUncounted { .. }
            | Effect::CallReported
            | Effect::ProofFailed
            | Effect::Locked
            | Effect::Keep { .. } => None,
        });
        let Some((method, channel, call)) = asked else {
            return Ok(true);
        };
        let sending = Sending {
            services: &self.services,
            tenant: &somebody.tenant.id,
            address: self.visit.network(),
            method,
            channel,
            is_new: !was_known(&next.enrolment.state),
        };
        if !sending.take(change, &policy.limits).await? {
            return Ok(false);
        }
        let help = &policy.help.email;
        let keeper = self.keeper();
        let locale = match call {
            Some(_) => somebody.person.language.unwrap_or(self.visit.locale),
            None => self.visit.locale,
        };
        let sender = keeper.sender(&somebody.tenant, help, locale);
        let sent = match call {
            Some(attempt) => Sent::Call(Asked {
                waits: Waits::Enrolment(next.enrolment.id.clone()),
                attempt,
                person: Some(somebody.person.id.clone()),
            }),
            None => Sent::Code {
                code,
                minutes: policy.codes.lifetime_seconds.div_ceil(60),
            },
        };
        send(&sender, change, method, channel, sent).await?;
        Ok(true)
    }
}

/// What is tried out, and what the directory says, was there before.
pub(super) fn was_known(state: &State) -> bool {
    let known = |change| matches!(change, Change::Test | Change::Confirm);
    matches!(state, State::Working { wish, .. } if known(wish.change))
}

/// The transition when a shared cap forbids the sending: the standing keeps what was counted.
pub(super) fn capped(before: &Enrolment, counted: Standing, around: Around<'_>) -> Transition {
    advance(before, counted, Event::SendCapped, around).unwrap_or_else(|_| Transition {
        enrolment: before.clone(),
        standing: counted,
        effects: Vec::new(),
    })
}

//! The caps on sending that are not a person's: per network address, tenant, number, prefix, country.

use std::net::IpAddr;

use domain::contact::Channel;
use domain::identity::PersonId;
use domain::method::{Kind, Method};
use domain::phone::PhoneNumber;
use domain::policy::Limits;
use domain::throttle::Limit;

use crate::services::{Failure, Services};
use crate::store::Change;

/// Once a day: for letters that an act of somebody else causes.
pub(crate) const TOLD_ONCE: Limit = Limit::new(1, 86_400);

/// Texts that tell somebody of changes of their own: those cost money too. Mails follow all the same.
const TOLD_BY_TEXT: Limit = Limit::new(5, 86_400);

/// Whether a text that tells of a change may be sent now: under the caps of codes that are nobody's, and one
/// of its own, so that it leaves the codes that somebody may want. What replaces or removes has its own:
/// adding a lot, as at first, does not silence that.
pub(crate) async fn may_tell(
    services: &Services,
    change: &mut Change,
    tenant: &str,
    person: &PersonId,
    number: &PhoneNumber,
    adds: bool,
    limits: &Limits,
) -> Result<bool, Failure> {
    let what = if adds { "added" } else { "lost" };
    let own = format!("texts-told-{what}:{}", person.as_str());
    // First, and without an alarm: what it refuses takes nothing of what all share, and is no flood.
    if !limits.allow(number) || !change.take(&own, TOLD_BY_TEXT, services.now()).await? {
        return Ok(false);
    }
    let caps = [
        (format!("texts-tenant:{tenant}"), limits.texts_per_tenant),
        (
            format!("texts-prefix:{}", number.prefix()),
            limits.texts_per_prefix,
        ),
    ];
    take_all(services, change, &caps).await
}

/// False when one of them forbids it.
async fn take_all(
    services: &Services,
    change: &mut Change,
    caps: &[(String, Limit)],
) -> Result<bool, Failure> {
    for (key, limit) in caps {
        if !change.take(key, *limit, services.now()).await? {
            // Raises an alarm: a cap that is not a person's is a flood, or toll fraud.
            tracing::warn!(
                cap = key.split(':').next().unwrap_or_default(),
                "a sending cap is reached"
            );
            return Ok(false);
        }
    }
    Ok(true)
}

/// One message about to be sent.
#[derive(Clone, Copy)]
pub(crate) struct Sending<'a> {
    pub(crate) services: &'a Services,
    pub(crate) tenant: &'a str,
    /// Where it was asked for.
    pub(crate) address: IpAddr,
    pub(crate) method: Method,
    pub(crate) channel: &'a Channel,
    /// Nobody has shown yet that the channel is the person's: what strangers have sent to it does not use
    /// up what its owner may.
    pub(crate) is_new: bool,
}

impl Sending<'_> {
    /// Takes one under every cap; false when one of them forbids it.
    pub(crate) async fn take(&self, change: &mut Change, limits: &Limits) -> Result<bool, Failure> {
        if matches!(self.channel, Channel::Line(number) if !limits.allow(number)) {
            tracing::warn!(cap = "countries", "a sending cap is reached");
            return Ok(false);
        }
        take_all(self.services, change, &self.caps(limits)).await
    }

    fn caps(&self, limits: &Limits) -> Vec<(String, Limit)> {
        let tenant = self.tenant;
        let mut caps = vec![(
            format!("sends-address:{}", self.address),
            limits.sends_per_address,
        )];
        if self.method == Method::Email {
            caps.push((format!("mails-tenant:{tenant}"), limits.mails_per_tenant));
            return caps;
        }
        let what = counted_as(self.method);
        caps.push((format!("{what}-tenant:{tenant}"), limits.texts_per_tenant));
        if let Channel::Line(number) = self.channel {
            caps.push((
                format!("{what}-prefix:{}", number.prefix()),
                limits.texts_per_prefix,
            ));
            let line = Line {
                method: self.method,
                number,
                is_new: self.is_new,
            };
            caps.push((line.key(self.services), limits.texts_per_number));
        }
        caps
    }
}

/// A number, as what goes to it is counted.
struct Line<'a> {
    method: Method,
    number: &'a PhoneNumber,
    is_new: bool,
}

impl Line<'_> {
    fn key(&self, services: &Services) -> String {
        // Desks that are known ring each by itself. Elsewhere an extension may be made up.
        let line = match self.method {
            Method::OfficeCall if !self.is_new => self.number.clone().into(),
            _ => self.number.e164(),
        };
        let what = counted_as(self.method);
        let number = if self.is_new { "new-number" } else { "number" };
        let line = services.keys.name_digest("number", &line);
        format!("{what}-{number}:{}", crate::keys::token_hash(&line))
    }
}

/// Counted apart, so that texts that did not arrive leave a call to try.
const fn counted_as(method: Method) -> &'static str {
    match method.kind() {
        Kind::Call => "calls",
        Kind::SentCode | Kind::HeldCode | Kind::Signature | Kind::Answers => "texts",
    }
}

/// A call came to nothing on our side: the number has another one as before. What all share keeps it counted.
pub(crate) async fn give_call_back(
    services: &Services,
    change: &mut Change,
    method: Method,
    channel: &Channel,
    is_new: bool,
) -> Result<(), Failure> {
    if let Channel::Line(number) = channel {
        let line = Line {
            method,
            number,
            is_new,
        };
        change.give_back(&line.key(services)).await?;
    }
    Ok(())
}

//! Inviting somebody to register: `docs/registration.md` has the reasons for each bound.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::method::Method;
use domain::policy::Policy;
use domain::secret::Secret;

use super::InviteFault;
use crate::delivery::moment::Moment;
use crate::keys::token_hash;
use crate::post::Sender;
use crate::registration::holdings;
use crate::services::{Failure, Services};
use crate::store::{Change, NewInvitation, Person, Tenant};

/// Whoever has a password is sent where it is asked for, and whoever can pass the wizard to the wizard; the
/// others get a link that is as good as a password, for one page and once.
pub(super) async fn post(
    sender: &Sender<'_>,
    change: &mut Change,
    person: &Person,
    policy: &Policy,
) -> Result<(), InviteFault> {
    if !holdings(sender.services, person)
        .await?
        .can_be_enough(policy)
    {
        return Err(InviteFault::NeverEnough);
    }
    let own = person.own_mailbox();
    let begins = may_begin(sender.services, person, policy).await;
    if let Err(InviteFault::HasPassword) = begins {
        let to = own.or(person.work_email.as_ref());
        let to = to.ok_or(InviteFault::NoAddress)?;
        let page = sender
            .services
            .portal
            .page("setup")
            .map_err(Failure::from)?;
        sender
            .invitation(change, to.as_str(), person, page, None)
            .await?;
        return Ok(());
    }
    let to = match begins {
        // The wizard asks for more than a link proves, and can.
        Err(InviteFault::Enough) => {
            let to = own.ok_or(InviteFault::NoAddress)?;
            sender.welcome(change, to.as_str(), person).await?;
            return Ok(());
        }
        Err(fault) => return Err(fault),
        Ok(()) => own.ok_or(InviteFault::NoAddress)?,
    };
    let (token, until) = made(sender.services, sender.tenant, change, person, policy).await?;
    let language = sender.locale.tag();
    let page = format!("setup/invitation?lang={language}&token={}", token.expose());
    let link = sender.services.portal.page(&page).map_err(Failure::from)?;
    sender
        .invitation(change, to.as_str(), person, link, Some(until))
        .await?;
    Ok(())
}

/// Whether a link may be as good as a password for somebody: it must not open what a person has
/// locked already, nor what two proofs would open without it.
pub(crate) async fn may_begin(
    services: &Services,
    person: &Person,
    policy: &Policy,
) -> Result<(), InviteFault> {
    if person.disabled {
        return Err(InviteFault::Disabled);
    }
    if person.password_hash.is_some() {
        return Err(InviteFault::HasPassword);
    }
    let holdings = holdings(services, person).await?;
    if holdings.further(policy) == Some(0) {
        return Err(InviteFault::Enough);
    }
    if person.is_locked() {
        return Err(InviteFault::Locked);
    }
    let has_registered = |method| holdings.is_registered(method);
    if Method::ALL.into_iter().any(has_registered) {
        return Err(InviteFault::Registered);
    }
    Ok(())
}

async fn made(
    services: &Services,
    tenant: &Tenant,
    change: &mut Change,
    person: &Person,
    policy: &Policy,
) -> Result<(Secret, Moment), InviteFault> {
    let token = Secret::new(URL_SAFE_NO_PAD.encode(services.random.bytes()));
    let (id, now) = (services.random.uuid(), services.now());
    let seconds = u32::from(policy.registration.invitation_hours) * 3600;
    let new = NewInvitation {
        id: &id,
        tenant: &tenant.id,
        person: &person.id,
        token: &token_hash(token.expose().as_bytes()),
        expires_at: now.plus_seconds(seconds),
    };
    change.invite(&new, now).await?;
    let until = Moment::new(new.expires_at, &services.time_zone).map_err(Failure::from)?;
    Ok((token, until))
}

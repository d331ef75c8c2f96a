//! Inviting somebody to choose a first password, instead of making one up for them, or to register
//! what a reset asks for.

mod registration;

use domain::audit::{Act, Detail};
use domain::identity::UserName;

use crate::people::Lookup;
use crate::post::Sender;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, StoreError};

pub(crate) use registration::may_begin;

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteFault {
    #[error("there is nobody with this user name")]
    Nobody,
    #[error("this account is disabled")]
    Disabled,
    #[error("there is no alternate_email to write to: the work mailbox cannot be read yet")]
    NoAddress,
    #[error("resetting is not open to this person (scope)")]
    OutOfScope,
    #[error("what policy lets this person register is never enough for a reset")]
    NeverEnough,
    #[error("has a password: signing in is the way to /setup")]
    HasPassword,
    #[error(
        "has registered something already, which a link must not get around: check who they are, then use \
         regain person password"
    )]
    Registered,
    #[error("what is known is enough to choose a password with")]
    Enough,
    #[error(
        "was locked by \"This was not me\", and what is known is too little for a reset: check who they are, \
         then use regain person password"
    )]
    Locked,
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<StoreError> for InviteFault {
    fn from(error: StoreError) -> Self {
        Self::Failure(error.into())
    }
}

/// Where an invitation leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadsTo {
    /// To the reset wizard, which asks for all proofs.
    Reset,
    /// To the setup page.
    Setup,
}

/// Writes to a person's own mailbox where to choose a password or to register.
///
/// # Errors
/// [`InviteFault`] when there is nobody to write to, or no address.
pub async fn invite(
    services: &Services,
    name: &UserName,
    leads_to: LeadsTo,
) -> Result<(), InviteFault> {
    let post = async |entry: &AuditEntry| post(services, name, leads_to, entry).await;
    services.commanded(Act::PersonInvite, post).await
}

async fn post(
    services: &Services,
    name: &UserName,
    leads_to: LeadsTo,
    entry: &AuditEntry,
) -> Result<(), InviteFault> {
    let found = Lookup::of(services, &services.home, name).await?;
    let person = found.person.ok_or(InviteFault::Nobody)?;
    if person.disabled {
        return Err(InviteFault::Disabled);
    }
    let policy = services.policy_for(&found.tenant.id, &person).await?;
    let sender = Sender {
        services,
        tenant: &found.tenant,
        correlation: &entry.id,
        help: &policy.help.email,
        locale: person.language.unwrap_or_default(),
    };
    if !policy.scope.covers(&person.groups) {
        return Err(InviteFault::OutOfScope);
    }
    let mut change = services.store.begin().await?;
    match leads_to {
        LeadsTo::Reset => {
            let to = person.own_mailbox().ok_or(InviteFault::NoAddress)?;
            sender.welcome(&mut change, to.as_str(), &person).await?;
        }
        LeadsTo::Setup => registration::post(&sender, &mut change, &person, &policy).await?,
    }
    let detail = Detail::default();
    let completed = entry.ended(&found.tenant.id, Some(person.id.as_str()), &detail);
    change.complete_audit(completed, services.now()).await?;
    change.commit().await?;
    Ok(())
}

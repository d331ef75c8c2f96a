//! Having people look once more at what they have registered.

use domain::audit::{Act, Detail};
use domain::eligibility::{Obstacle, admitted};
use domain::identity::UserName;

use crate::people::Lookup;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, StoreError, Tenant};

/// Why nobody was asked.
#[derive(Debug, thiserror::Error)]
pub enum AskFault {
    #[error("there is nobody with this user name")]
    Nobody,
    #[error("nobody is in this group")]
    EmptyGroup,
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<StoreError> for AskFault {
    fn from(error: StoreError) -> Self {
        Self::Failure(error.into())
    }
}

/// Who was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Members {
    pub all: u32,
    /// Of those: disabled, or not to reset. They hear of it once they are no more.
    pub kept_out: u32,
}

/// Asks one person, who hears of it at the next page; or says what keeps that from happening yet.
///
/// # Errors
/// [`AskFault`] when there is no such person.
pub async fn ask_person(
    services: &Services,
    name: &UserName,
) -> Result<Result<(), Obstacle>, AskFault> {
    let ask = async |entry: &AuditEntry| person(services, name, entry).await;
    services.commanded(Act::PersonAskAgain, ask).await
}

/// Asks every member of a group.
///
/// # Errors
/// [`AskFault`] when there are none.
pub async fn ask_group(
    services: &Services,
    tenant: &Tenant,
    group: &str,
) -> Result<Members, AskFault> {
    let ask = async |entry: &AuditEntry| members(services, tenant, group, entry).await;
    services.commanded(Act::PersonAskAgain, ask).await
}

async fn person(
    services: &Services,
    name: &UserName,
    entry: &AuditEntry,
) -> Result<Result<(), Obstacle>, AskFault> {
    let found = Lookup::of(services, &services.home, name).await?;
    let person = found.person.ok_or(AskFault::Nobody)?;
    let detail = Detail::default();
    let completed = entry.ended(&found.tenant.id, Some(person.id.as_str()), &detail);
    let mut change = services.store.begin().await?;
    change.ask_again(&person.id).await?;
    change.complete_audit(completed, services.now()).await?;
    change.commit().await?;
    let policy = services.policy_for(&found.tenant.id, &person).await?;
    Ok(admitted(person.disabled, &person.groups, &policy))
}

async fn members(
    services: &Services,
    tenant: &Tenant,
    group: &str,
    entry: &AuditEntry,
) -> Result<Members, AskFault> {
    let mut change = services.store.begin().await?;
    let count = change.ask_group_again(&tenant.id, group).await?;
    if count == 0 {
        change.abandon().await?;
        return Err(AskFault::EmptyGroup);
    }
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let detail = Detail {
        count: Some(count),
        ..Detail::default()
    };
    let completed = entry.ended(&tenant.id, None, &detail);
    change.complete_audit(completed, services.now()).await?;
    change.commit().await?;
    let kept_out = kept_out(services, tenant, group).await?;
    Ok(Members {
        all: count,
        kept_out,
    })
}

async fn kept_out(services: &Services, tenant: &Tenant, group: &str) -> Result<u32, AskFault> {
    let mut kept_out = 0;
    for id in services.store.members(&tenant.id, group).await? {
        let found = services.store.person_by_id(&tenant.id, &id).await?;
        let Some(person) = found else { continue };
        let policy = services.policy_for(&tenant.id, &person).await?;
        let comes_in = admitted(person.disabled, &person.groups, &policy);
        kept_out += u32::from(comes_in.is_err());
    }
    Ok(kept_out)
}

//! A code that the helpdesk reads out to somebody whose identity it has checked.

use async_trait::async_trait;
use domain::audit::{Act, Detail};
use domain::identity::UserName;
use domain::method::Method;
use domain::secret::Code;

use super::Way;
use crate::keys::hex;
use crate::people::Lookup;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Change, StoreError};

/// Why no pass was made.
#[derive(Debug, thiserror::Error)]
pub enum PassFault {
    #[error("there is nobody with this user name")]
    Nobody,
    #[error("the policy does not allow it: add \"helpdesk_pass\" to methods (regain policy set)")]
    NotAllowed,
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<StoreError> for PassFault {
    fn from(error: StoreError) -> Self {
        Self::Failure(error.into())
    }
}

pub(super) struct HelpdeskPass;

#[async_trait]
impl Way for HelpdeskPass {
    async fn prove(
        &self,
        services: &Services,
        change: &mut Change,
        person: &str,
        typed: &Code,
    ) -> Result<bool, Failure> {
        let digest = digest(services, person, typed);
        let now = services.now();
        Ok(change.use_helpdesk_pass(person, &digest, now).await?)
    }
}

/// Makes the pass of a person; an earlier one is worth nothing any more.
///
/// # Errors
/// [`PassFault`] when there is nobody to make it for, or policy forbids it.
pub async fn make(services: &Services, name: &UserName) -> Result<Code, PassFault> {
    let store = async |entry: &AuditEntry| store(services, name, entry).await;
    services.commanded(Act::PersonPass, store).await
}

async fn store(
    services: &Services,
    name: &UserName,
    entry: &AuditEntry,
) -> Result<Code, PassFault> {
    let found = Lookup::of(services, &services.home, name).await?;
    let person = found.person.ok_or(PassFault::Nobody)?;
    let policy = services.policy_for(&found.tenant.id, &person).await?;
    if !policy.methods.contains(&Method::HelpdeskPass) {
        return Err(PassFault::NotAllowed);
    }
    let now = services.now();
    let code = services.random.code(policy.helpdesk.digits);
    let digest = digest(services, person.id.as_str(), &code);
    let expires_at = now.plus_seconds(policy.helpdesk.lifetime_seconds);
    let mut change = services.store.begin().await?;
    change
        .set_helpdesk_pass(
            &person.id,
            &services.random.uuid(),
            &digest,
            expires_at,
            now,
        )
        .await?;
    let detail = Detail {
        method: Some(Method::HelpdeskPass),
        ..Detail::default()
    };
    let completed = entry.ended(&found.tenant.id, Some(person.id.as_str()), &detail);
    change.complete_audit(completed, now).await?;
    change.commit().await?;
    Ok(code)
}

/// What is stored of a pass: worth nothing for anybody else.
fn digest(services: &Services, person: &str, code: &Code) -> String {
    hex(&services.keys.pass_digest(person, code))
}

//! A password that an administrator reads out to somebody who has too little for a reset.
//!
//! The last resort: it proves nothing but that the administrator has recognised the person, so it is made
//! here, is no word that anybody knows, and is good for choosing another one.

use domain::audit::{Act, Detail};
use domain::identity::UserName;
use domain::secret::Password;

use crate::new_password::{announce, normal};
use crate::people::Lookup;
use crate::post::Sender;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, StoreError};

/// Without letters that are taken for digits: Crockford's base 32.
const ALPHABET: &str = "0123456789abcdefghjkmnpqrstvwxyz";
/// 80 bits.
const LENGTH: usize = 16;

/// Why no temporary password was set.
#[derive(Debug, thiserror::Error)]
pub enum TemporaryFault {
    #[error("there is nobody with this user name")]
    Nobody,
    #[error("this account is disabled")]
    Disabled,
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<StoreError> for TemporaryFault {
    fn from(error: StoreError) -> Self {
        Self::Failure(error.into())
    }
}

/// Gives a person a password that has to be changed at the next sign-in. It ends every session, reset and lock
/// of the account, and all addresses hear of it.
///
/// # Errors
/// [`TemporaryFault`] when there is nobody who could use it.
pub async fn set(services: &Services, name: &UserName) -> Result<Password, TemporaryFault> {
    let store = async |entry: &AuditEntry| store(services, name, entry).await;
    services.commanded(Act::PersonPassword, store).await
}

async fn store(
    services: &Services,
    name: &UserName,
    entry: &AuditEntry,
) -> Result<Password, TemporaryFault> {
    let found = Lookup::of(services, &services.home, name).await?;
    let person = found.person.ok_or(TemporaryFault::Nobody)?;
    let (tenant, id) = (&found.tenant.id, &person.id);
    let policy = services.policy_for(tenant, &person).await?;
    let password = drawn(services.random.bytes());
    let hash = services.passwords.hash(normal(&password)).await;
    let hash = hash.map_err(Failure::from)?;
    let now = services.now();
    let mut change = services.store.begin().await?;
    change.claim_challenges_of(id).await?;
    if !change.set_password(id, &hash, now).await? {
        change.abandon().await?;
        return Err(TemporaryFault::Disabled);
    }
    change.require_password_change(id).await?;
    change.revoke_all_challenges(id).await?;
    change.end_sessions(id).await?;
    change.save_guard(tenant, id.as_str(), 0, now).await?;
    let sender = Sender {
        services,
        tenant: &found.tenant,
        correlation: &entry.id,
        help: &policy.help.email,
        locale: person.language.unwrap_or_default(),
    };
    announce(&sender, &mut change, &person).await?;
    let detail = Detail::default();
    let completed = entry.ended(tenant, Some(id.as_str()), &detail);
    change.complete_audit(completed, now).await?;
    change.commit().await?;
    Ok(password)
}

/// In groups of four, which are easier to say and to hear.
fn drawn(bytes: [u8; 32]) -> Password {
    let symbol = |byte: &u8| ALPHABET.chars().nth(usize::from(byte % 32));
    let symbols: Vec<char> = bytes.iter().take(LENGTH).filter_map(symbol).collect();
    let groups = symbols.chunks(4).map(|four| four.iter().collect());
    Password::new(groups.collect::<Vec<String>>().join("-"))
}

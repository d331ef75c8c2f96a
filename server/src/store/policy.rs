//! Policies: every version is kept, the newest is in force.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::policy::Policy;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

/// A policy with its version; 0 is the built-in default.
#[derive(Clone, Debug)]
pub struct StoredPolicy {
    pub version: u32,
    pub policy: Arc<Policy>,
}

impl StoredPolicy {
    /// The same version as it holds for a member of these groups.
    #[must_use]
    pub fn for_groups(self, groups: &[String]) -> Self {
        let rule = self.policy.rule_for(groups).map(|rule| rule.name.clone());
        self.under(rule.as_deref())
    }

    /// The same version as it holds under a rule for groups.
    #[must_use]
    pub fn under(self, rule: Option<&str>) -> Self {
        match rule {
            None => self,
            Some(rule) => Self {
                policy: Arc::new(self.policy.under(rule)),
                ..self
            },
        }
    }
}

/// The versions that were read before. A version never changes, so what is here is true for ever.
#[derive(Default)]
pub(super) struct Policies(Mutex<HashMap<(String, u32), Arc<Policy>>>);

impl Policies {
    fn known(&self) -> MutexGuard<'_, HashMap<(String, u32), Arc<Policy>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// The policy in force, or the default where none was ever set.
    pub async fn current_policy(&self, tenant: &str) -> Result<StoredPolicy, StoreError> {
        let newest: Option<i64> =
            sqlx::query_scalar("select max(version) from policy where tenant_id = $1")
                .bind(tenant)
                .fetch_one(&mut *self.connection().await?)
                .await?;
        match newest {
            Some(version) => {
                let version = u32::try_from(version).unwrap_or(u32::MAX);
                self.policy_version(tenant, version).await
            }
            None => Ok(built_in()),
        }
    }

    /// One version, for a reset that began under it.
    pub async fn policy_version(
        &self,
        tenant: &str,
        version: u32,
    ) -> Result<StoredPolicy, StoreError> {
        let key = (tenant.to_owned(), version);
        let known = self.policies.known().get(&key).cloned();
        if let Some(policy) = known {
            return Ok(StoredPolicy { version, policy });
        }
        let document: Option<String> =
            sqlx::query_scalar("select document from policy where tenant_id = $1 and version = $2")
                .bind(tenant)
                .bind(i64::from(version))
                .fetch_optional(&mut *self.connection().await?)
                .await?;
        let Some(document) = document else {
            return Ok(built_in());
        };
        let policy: Arc<Policy> = Arc::new(serde_json::from_str(&document)?);
        self.policies.known().insert(key, policy.clone());
        Ok(StoredPolicy { version, policy })
    }
}

impl Change {
    /// Puts a new version in force and returns its number.
    pub async fn set_policy(
        &mut self,
        tenant: &str,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<u32, StoreError> {
        let version: i64 = sqlx::query_scalar(
            "insert into policy (tenant_id, version, document, set_at) \
             select $1, coalesce(max(version), 0) + 1, $2, $3 from policy where tenant_id = $1 \
             returning version",
        )
        .bind(tenant)
        .bind(serde_json::to_string(policy)?)
        .bind(now.unix_ms())
        .fetch_one(&mut *self.tx)
        .await?;
        Ok(u32::try_from(version).unwrap_or(u32::MAX))
    }
}

fn built_in() -> StoredPolicy {
    StoredPolicy {
        version: 0,
        policy: Arc::default(),
    }
}

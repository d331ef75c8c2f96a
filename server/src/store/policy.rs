//! Policies: every version is kept, the newest is in force.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::policy::Policy;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

/// A policy with its version; 0 is the built-in default.
#[derive(Clone, Debug, Default)]
pub struct StoredPolicy {
    pub version: u32,
    pub policy: Arc<Policy>,
    /// As it holds under each of its rules, by their names.
    under: Arc<BTreeMap<String, Arc<Policy>>>,
}

impl StoredPolicy {
    fn read(version: u32, document: &str) -> Result<Self, StoreError> {
        let policy: Policy = serde_json::from_str(document)?;
        let under = policy.under_rules()?.into_iter();
        Ok(Self {
            version,
            under: Arc::new(under.map(|(rule, held)| (rule, Arc::new(held))).collect()),
            policy: Arc::new(policy),
        })
    }

    /// The same version as it holds for a member of these groups.
    #[must_use]
    pub fn for_groups(self, groups: &[String]) -> Self {
        let rule = self.policy.rule_for(groups).map(|rule| rule.name.clone());
        self.under(rule.as_deref())
    }

    /// The same version as it holds under a rule for groups. A name that no rule has changes nothing.
    #[must_use]
    pub fn under(self, rule: Option<&str>) -> Self {
        match rule.and_then(|rule| self.under.get(rule)).cloned() {
            None => self,
            Some(policy) => Self { policy, ..self },
        }
    }

    /// The policy itself, and as it holds under each of its rules.
    pub fn all(&self) -> impl Iterator<Item = &Policy> + Clone {
        [&self.policy]
            .into_iter()
            .chain(self.under.values())
            .map(|policy| &**policy)
    }
}

/// The versions that were read before. A version never changes, so what is here is true for ever.
#[derive(Default)]
pub(super) struct Policies(Mutex<HashMap<(String, u32), StoredPolicy>>);

impl Policies {
    fn known(&self) -> MutexGuard<'_, HashMap<(String, u32), StoredPolicy>> {
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
            None => Ok(StoredPolicy::default()),
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
        if let Some(stored) = known {
            return Ok(stored);
        }
        let document: Option<String> =
            sqlx::query_scalar("select document from policy where tenant_id = $1 and version = $2")
                .bind(tenant)
                .bind(i64::from(version))
                .fetch_optional(&mut *self.connection().await?)
                .await?;
        let Some(document) = document else {
            return Ok(StoredPolicy::default());
        };
        let stored = StoredPolicy::read(version, &document)?;
        self.policies.known().insert(key, stored.clone());
        Ok(stored)
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

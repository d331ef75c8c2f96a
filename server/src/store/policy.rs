//! Policies: every version is kept, the newest is in force.

use domain::policy::Policy;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

/// A policy with its version; 0 is the built-in default.
#[derive(Clone, Debug)]
pub struct StoredPolicy {
    pub version: u32,
    pub policy: Policy,
}

#[derive(sqlx::FromRow)]
struct Row {
    version: i64,
    document: String,
}

impl TryFrom<Row> for StoredPolicy {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            version: u32::try_from(row.version).unwrap_or(u32::MAX),
            policy: serde_json::from_str(&row.document)?,
        })
    }
}

impl Store {
    /// The policy in force, or the default where none was ever set.
    pub async fn current_policy(&self, tenant: &str) -> Result<StoredPolicy, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "select version, document from policy where tenant_id = $1 order by version desc limit 1",
        )
        .bind(tenant)
        .fetch_optional(&self.pool)
        .await?;
        row.map_or_else(|| Ok(built_in()), StoredPolicy::try_from)
    }

    /// One version, for a reset that began under it.
    pub async fn policy_version(
        &self,
        tenant: &str,
        version: u32,
    ) -> Result<StoredPolicy, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "select version, document from policy where tenant_id = $1 and version = $2",
        )
        .bind(tenant)
        .bind(i64::from(version))
        .fetch_optional(&self.pool)
        .await?;
        row.map_or_else(|| Ok(built_in()), StoredPolicy::try_from)
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
        policy: Policy::default(),
    }
}

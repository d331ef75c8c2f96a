//! Audit rows: opened before an act, completed after it.

use domain::audit::{Act, Detail, Outcome};
use domain::identity::PersonId;
use domain::time::Timestamp;
use sqlx::{Any, Executor};

use super::{Change, Store, StoreError};

/// An act about to be tried.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    pub id: String,
    pub tenant_id: String,
    pub correlation_id: String,
    pub act: Act,
    /// The network address it came from.
    pub address: Option<String>,
}

impl AuditEntry {
    /// How it ended: refused where the detail says why, done otherwise. The tenant is the one that it turned
    /// out to be about; the subject is the key of the person or unknown name, once known.
    pub fn ended<'a>(
        &'a self,
        tenant: &'a str,
        subject: Option<&'a str>,
        detail: &'a Detail,
    ) -> Completed<'a> {
        Completed {
            id: &self.id,
            tenant,
            subject,
            outcome: match detail.refusal {
                Some(_) => Outcome::Refused,
                None => Outcome::Done,
            },
            detail,
        }
    }
}

/// A completed row, as its subject may see it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AuditRow {
    pub id: String,
    pub act: String,
    pub address: Option<String>,
    /// Unix milliseconds.
    pub opened_at: i64,
    pub outcome: Option<String>,
    detail: Option<String>,
}

impl AuditRow {
    /// What is known about it; nothing of what another version wrote.
    pub fn detail(&self) -> Detail {
        let known = self.detail.as_deref().map(serde_json::from_str);
        known.and_then(Result::ok).unwrap_or_default()
    }
}

/// How an act ended.
#[derive(Clone, Copy, Debug)]
pub struct Completed<'a> {
    pub id: &'a str,
    /// The tenant it turned out to be about.
    pub tenant: &'a str,
    /// The key of the person or unknown name, once known.
    pub subject: Option<&'a str>,
    pub outcome: Outcome,
    pub detail: &'a Detail,
}

impl Completed<'_> {
    async fn write(
        &self,
        to: impl Executor<'_, Database = Any>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update audit set tenant_id = $2, subject = $3, outcome = $4, detail = $5, completed_at = $6 \
             where id = $1 and completed_at is null",
        )
        .bind(self.id)
        .bind(self.tenant)
        .bind(self.subject)
        .bind(self.outcome.name())
        .bind(serde_json::to_string(self.detail)?)
        .bind(now.unix_ms())
        .execute(to)
        .await?;
        Ok(())
    }
}

impl Store {
    pub async fn open_audit(&self, entry: &AuditEntry, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "insert into audit (id, tenant_id, correlation_id, act, address, opened_at) \
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&entry.id)
        .bind(&entry.tenant_id)
        .bind(&entry.correlation_id)
        .bind(entry.act.name())
        .bind(&entry.address)
        .bind(now.unix_ms())
        .execute(&mut *self.writer().await?)
        .await?;
        Ok(())
    }

    /// Completes a row outside a transaction: for acts that changed nothing, or failed.
    pub async fn complete_audit(
        &self,
        completed: Completed<'_>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        completed.write(&mut *self.writer().await?, now).await
    }

    /// The newest `last` rows about a person, or the newest before one of them.
    pub async fn activity(
        &self,
        tenant: &str,
        person: &PersonId,
        before: Option<&str>,
        last: u32,
    ) -> Result<Vec<AuditRow>, StoreError> {
        let statement = match before {
            None => {
                "select id, act, address, opened_at, outcome, detail from audit \
                 where subject = $2 and tenant_id = $1 and $4 = '' \
                 order by opened_at desc, id desc limit $3"
            }
            Some(_) => {
                "select id, act, address, opened_at, outcome, detail from audit \
                 where subject = $2 and tenant_id = $1 and (opened_at, id) < \
                       (select opened_at, id from audit where id = $4 and subject = $2) \
                 order by opened_at desc, id desc limit $3"
            }
        };
        Ok(sqlx::query_as(statement)
            .bind(tenant)
            .bind(person.as_str())
            .bind(i64::from(last))
            .bind(before.unwrap_or_default())
            .fetch_all(&mut *self.connection().await?)
            .await?)
    }

    /// Marks rows that were opened before `before` and never completed.
    pub async fn mark_interrupted(
        &self,
        before: Timestamp,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        Ok(sqlx::query(
            "update audit set outcome = 'interrupted', completed_at = $2 \
             where completed_at is null and opened_at < $1",
        )
        .bind(before.unix_ms())
        .bind(now.unix_ms())
        .execute(&mut *self.writer().await?)
        .await?
        .rows_affected())
    }
}

impl Change {
    /// Completes a row together with the change it records.
    pub async fn complete_audit(
        &mut self,
        completed: Completed<'_>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        completed.write(&mut *self.tx, now).await
    }
}

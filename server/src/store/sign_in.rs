//! Wrong passwords in a row.

use domain::time::Timestamp;

use super::{Change, StoreError};

/// How often a subject failed, and until when it waits.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Guard {
    pub failures: i64,
    /// Unix milliseconds; without a lock, when it was last written.
    pub locked_until: i64,
}

impl Change {
    /// Locks a subject's guard until the transaction ends, and reads it.
    pub async fn claim_guard(&mut self, tenant: &str, subject: &str) -> Result<Guard, StoreError> {
        Ok(sqlx::query_as(
            "insert into sign_in_guard (tenant_id, subject, failures, locked_until) \
             values ($1, $2, 0, 0) \
             on conflict (tenant_id, subject) do update set failures = sign_in_guard.failures \
             returning failures, locked_until",
        )
        .bind(tenant)
        .bind(subject)
        .fetch_one(&mut *self.tx)
        .await?)
    }

    pub async fn save_guard(
        &mut self,
        tenant: &str,
        subject: &str,
        failures: u32,
        locked_until: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into sign_in_guard (tenant_id, subject, failures, locked_until) \
             values ($1, $2, $3, $4) \
             on conflict (tenant_id, subject) do update set \
                 failures = excluded.failures, locked_until = excluded.locked_until",
        )
        .bind(tenant)
        .bind(subject)
        .bind(i64::from(failures))
        .bind(locked_until.unix_ms())
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }
}

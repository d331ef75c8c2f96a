//! What is counted per person, across challenges and addresses.

use domain::throttle::Standing;
use domain::time::Timestamp;

use super::{Change, StoreError};

impl Change {
    /// Locks a subject's standing until the transaction ends, and reads it; one who has none gets
    /// a clean one, so that a new name costs the same statements as a known one.
    pub async fn claim_standing(
        &mut self,
        tenant: &str,
        subject: &str,
        now: Timestamp,
    ) -> Result<Standing, StoreError> {
        let document: String = sqlx::query_scalar(
            "insert into standing (tenant_id, subject, document, touched_at) values ($1, $2, $3, $4) \
             on conflict (tenant_id, subject) do update set touched_at = excluded.touched_at \
             returning document",
        )
        .bind(tenant)
        .bind(subject)
        .bind(serde_json::to_string(&Standing::CLEAN)?)
        .bind(now.unix_ms())
        .fetch_one(&mut *self.tx)
        .await?;
        Ok(serde_json::from_str(&document)?)
    }

    pub async fn save_standing(
        &mut self,
        tenant: &str,
        subject: &str,
        standing: &Standing,
    ) -> Result<(), StoreError> {
        sqlx::query("update standing set document = $3 where tenant_id = $1 and subject = $2")
            .bind(tenant)
            .bind(subject)
            .bind(serde_json::to_string(standing)?)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

//! Enrolments: the row in which somebody registers ways to prove who they are.

use domain::registration::Enrolment;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

impl Store {
    pub async fn find_enrolment(&self, id: &str) -> Result<Option<Enrolment>, StoreError> {
        let document: Option<String> =
            sqlx::query_scalar("select document from enrolment where id = $1")
                .bind(id)
                .fetch_optional(&mut *self.connection().await?)
                .await?;
        Ok(document
            .map(|document| serde_json::from_str(&document))
            .transpose()?)
    }

    pub async fn open_enrolment(
        &self,
        tenant: &str,
        enrolment: &Enrolment,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into enrolment (id, tenant_id, person_id, turn, document, expires_at) \
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&enrolment.id)
        .bind(tenant)
        .bind(enrolment.person.as_str())
        .bind(i64::from(enrolment.turn))
        .bind(serde_json::to_string(enrolment)?)
        .bind(expires_at.unix_ms())
        .execute(&mut *self.writer().await?)
        .await?;
        Ok(())
    }
}

impl Change {
    /// Locks an enrolment until the transaction ends, and reads it. The write comes first, as it does
    /// for challenges: of 100 parallel submits each sees what the one before it left.
    pub async fn claim_enrolment(&mut self, id: &str) -> Result<Option<Enrolment>, StoreError> {
        let document: Option<String> =
            sqlx::query_scalar("update enrolment set turn = turn where id = $1 returning document")
                .bind(id)
                .fetch_optional(&mut *self.tx)
                .await?;
        Ok(document
            .map(|document| serde_json::from_str(&document))
            .transpose()?)
    }

    pub async fn save_enrolment(&mut self, enrolment: &Enrolment) -> Result<(), StoreError> {
        sqlx::query("update enrolment set turn = $2, document = $3 where id = $1")
            .bind(&enrolment.id)
            .bind(i64::from(enrolment.turn))
            .bind(serde_json::to_string(enrolment)?)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

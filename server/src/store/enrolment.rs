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

    /// Forgets the refused answers of forms that nobody came back to.
    pub async fn forget_answers(&self, now: Timestamp) -> Result<(), StoreError> {
        // A form is open for minutes, so there are few.
        let ids: Vec<String> = sqlx::query_scalar(
            "select id from enrolment where document like '%\"refused_answers\"%'",
        )
        .fetch_all(&mut *self.connection().await?)
        .await?;
        for id in ids {
            let mut change = self.begin().await?;
            let claimed = change.claim_enrolment(&id).await?;
            if let Some(mut enrolment) = claimed
                && enrolment.forget_answers(now)
            {
                change.save_enrolment(&enrolment).await?;
                change.commit().await?;
            } else {
                change.abandon().await?;
            }
        }
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

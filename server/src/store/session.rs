//! Cookie sessions: documents under the hash of the cookie's value.

use domain::identity::PersonId;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

impl Store {
    /// The documents of a person's sessions.
    pub async fn sessions_of(
        &self,
        person: &PersonId,
        now: Timestamp,
    ) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar(
            "select document from session where person_id = $1 and expires_at > $2",
        )
        .bind(person.as_str())
        .bind(now.unix_ms())
        .fetch_all(&mut *self.connection().await?)
        .await?)
    }
}

/// The four verbs of a session store, by hashed id.
#[derive(Clone)]
pub struct SessionRows(Store);

impl SessionRows {
    pub fn new(store: Store) -> Self {
        Self(store)
    }

    /// Inserts a session; false when the id is taken.
    pub async fn create(
        &self,
        id: &str,
        document: &str,
        person: Option<&str>,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "insert into session (id, document, person_id, expires_at) values ($1, $2, $3, $4) \
             on conflict do nothing",
        )
        .bind(id)
        .bind(document)
        .bind(person)
        .bind(expires_at.unix_ms())
        .execute(&mut *self.0.writer().await?)
        .await?
        .rows_affected();
        Ok(rows == 1)
    }

    /// Updates a session that exists: a deleted one does not come back.
    pub async fn save(
        &self,
        id: &str,
        document: &str,
        person: Option<&str>,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update session set document = $2, person_id = $3, expires_at = $4 where id = $1",
        )
        .bind(id)
        .bind(document)
        .bind(person)
        .bind(expires_at.unix_ms())
        .execute(&mut *self.0.writer().await?)
        .await?;
        Ok(())
    }

    pub async fn load(&self, id: &str, now: Timestamp) -> Result<Option<String>, StoreError> {
        Ok(
            sqlx::query_scalar("select document from session where id = $1 and expires_at > $2")
                .bind(id)
                .bind(now.unix_ms())
                .fetch_optional(&mut *self.0.connection().await?)
                .await?,
        )
    }

    /// Forgets a session; false when it was gone already.
    pub async fn delete(&self, id: &str) -> Result<bool, StoreError> {
        let rows = sqlx::query("delete from session where id = $1")
            .bind(id)
            .execute(&mut *self.0.writer().await?)
            .await?
            .rows_affected();
        Ok(rows == 1)
    }
}

impl Change {
    /// Signs a person out everywhere.
    pub async fn end_sessions(&mut self, person: &PersonId) -> Result<(), StoreError> {
        sqlx::query("delete from session where person_id = $1")
            .bind(person.as_str())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

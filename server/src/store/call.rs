//! Telephone calls under way.

use domain::call::Dialogue;
use domain::locale::Locale;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

/// A call about to be placed.
#[derive(Debug)]
pub struct NewCall<'a> {
    /// Unguessable: providers carry it in addresses.
    pub id: &'a str,
    pub tenant_id: &'a str,
    pub challenge_id: &'a str,
    pub attempt: u32,
    pub language: Locale,
    pub dialogue: Dialogue,
}

/// A call of which the end is still to come.
#[derive(Clone, Debug)]
pub struct StoredCall {
    pub id: String,
    pub tenant_id: String,
    pub challenge_id: String,
    pub attempt: u32,
    pub language: Locale,
    pub dialogue: Dialogue,
    pub step: i64,
    pub provider_id: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    tenant_id: String,
    challenge_id: String,
    attempt: i64,
    language: String,
    dialogue: String,
    step: i64,
    provider_id: Option<String>,
}

impl TryFrom<Row> for StoredCall {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            tenant_id: row.tenant_id,
            challenge_id: row.challenge_id,
            attempt: u32::try_from(row.attempt).unwrap_or_default(),
            language: Locale::from_tag(&row.language).unwrap_or_default(),
            dialogue: serde_json::from_str(&row.dialogue)?,
            step: row.step,
            provider_id: row.provider_id,
        })
    }
}

impl Store {
    /// A call that has not ended.
    pub async fn find_call(&self, id: &str) -> Result<Option<StoredCall>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "select id, tenant_id, challenge_id, attempt, language, dialogue, step, provider_id from call \
             where id = $1 and ended_at is null",
        )
        .bind(id)
        .fetch_optional(&mut *self.connection().await?)
        .await?;
        row.map(StoredCall::try_from).transpose()
    }
}

impl Change {
    pub async fn add_call(&mut self, new: &NewCall<'_>, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "insert into call (id, tenant_id, challenge_id, attempt, language, dialogue, step, placed_at) \
             values ($1, $2, $3, $4, $5, $6, 0, $7)",
        )
        .bind(new.id)
        .bind(new.tenant_id)
        .bind(new.challenge_id)
        .bind(i64::from(new.attempt))
        .bind(new.language.tag())
        .bind(serde_json::to_string(&new.dialogue)?)
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Locks a call that has not ended until the transaction ends. The write comes first, as it does
    /// for challenges: of two messages about one call the second sees what the first one left.
    pub async fn claim_call(&mut self, id: &str) -> Result<Option<StoredCall>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "update call set step = step where id = $1 and ended_at is null \
             returning id, tenant_id, challenge_id, attempt, language, dialogue, step, provider_id",
        )
        .bind(id)
        .fetch_optional(&mut *self.tx)
        .await?;
        row.map(StoredCall::try_from).transpose()
    }

    /// Saves how far a claimed call is.
    pub async fn save_call(&mut self, call: &StoredCall) -> Result<(), StoreError> {
        sqlx::query("update call set dialogue = $2, step = $3, provider_id = $4 where id = $1")
            .bind(&call.id)
            .bind(serde_json::to_string(&call.dialogue)?)
            .bind(call.step)
            .bind(&call.provider_id)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Ends a claimed call: nothing that is heard of it later counts.
    pub async fn end_call(&mut self, id: &str, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query("update call set ended_at = $2 where id = $1")
            .bind(id)
            .bind(now.unix_ms())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

//! Telephone calls under way.

use domain::call::{CallAim, Dialogue};
use domain::identity::PersonId;
use domain::locale::Locale;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

/// What waits for the end of a call, by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waits {
    /// A reset.
    Challenge(String),
    /// A registration.
    Enrolment(String),
}

impl Waits {
    pub fn id(&self) -> &str {
        match self {
            Self::Challenge(id) | Self::Enrolment(id) => id,
        }
    }

    pub const fn aim(&self) -> CallAim {
        match self {
            Self::Challenge(_) => CallAim::Reset,
            Self::Enrolment(_) => CallAim::Registration,
        }
    }
}

/// A call about to be placed.
#[derive(Debug)]
pub struct NewCall<'a> {
    /// Unguessable: providers carry it in addresses.
    pub id: &'a str,
    pub tenant_id: &'a str,
    pub waits: &'a Waits,
    /// Whose telephone it is to be; nobody's rings nowhere.
    pub person: Option<&'a PersonId>,
    /// The support code of the act that asks for it.
    pub correlation: &'a str,
    pub attempt: u32,
    pub language: Locale,
    pub dialogue: Dialogue,
}

/// A call of which the end is still to come.
#[derive(Clone, Debug)]
pub struct StoredCall {
    pub id: String,
    pub tenant_id: String,
    pub waits: Waits,
    pub person: Option<PersonId>,
    pub correlation: String,
    pub attempt: u32,
    pub language: Locale,
    pub dialogue: Dialogue,
    pub step: i64,
    pub provider_id: Option<String>,
    pub placed_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    tenant_id: String,
    challenge_id: String,
    enrolment_id: Option<String>,
    person_id: Option<String>,
    correlation_id: Option<String>,
    attempt: i64,
    language: String,
    dialogue: String,
    step: i64,
    provider_id: Option<String>,
    placed_at: i64,
}

impl TryFrom<Row> for StoredCall {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            tenant_id: row.tenant_id,
            correlation: row
                .correlation_id
                .unwrap_or_else(|| row.challenge_id.clone()),
            waits: match row.enrolment_id {
                Some(id) => Waits::Enrolment(id),
                None => Waits::Challenge(row.challenge_id),
            },
            person: row.person_id.map(PersonId::new),
            attempt: u32::try_from(row.attempt).unwrap_or_default(),
            language: Locale::from_tag(&row.language).unwrap_or_default(),
            dialogue: serde_json::from_str(&row.dialogue)?,
            step: row.step,
            provider_id: row.provider_id,
            placed_at: Timestamp::from_unix_ms(row.placed_at),
        })
    }
}

impl Store {
    /// A call that has not ended.
    pub async fn find_call(&self, id: &str) -> Result<Option<StoredCall>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "select id, tenant_id, challenge_id, enrolment_id, person_id, correlation_id, attempt, language, dialogue, step, \
                    provider_id, placed_at \
             from call where id = $1 and ended_at is null",
        )
        .bind(id)
        .fetch_optional(&mut *self.connection().await?)
        .await?;
        row.map(StoredCall::try_from).transpose()
    }
}

impl Change {
    pub async fn add_call(&mut self, new: &NewCall<'_>, now: Timestamp) -> Result<(), StoreError> {
        let (challenge, enrolment) = match new.waits {
            Waits::Challenge(id) => (id.as_str(), None),
            Waits::Enrolment(id) => ("", Some(id.as_str())),
        };
        sqlx::query(
            "insert into call (id, tenant_id, challenge_id, enrolment_id, person_id, correlation_id, attempt, language, dialogue, step, placed_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)",
        )
        .bind(new.id)
        .bind(new.tenant_id)
        .bind(challenge)
        .bind(enrolment)
        .bind(new.person.map(PersonId::as_str))
        .bind(new.correlation)
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
             returning id, tenant_id, challenge_id, enrolment_id, person_id, correlation_id, attempt, language, \
                       dialogue, step, provider_id, placed_at",
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

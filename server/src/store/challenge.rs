//! Challenges: the row that a reset lives in.

use domain::challenge::Challenge;
use domain::identity::PersonId;

use super::{Change, Engine, Store, StoreError};

/// A challenge with the tenant it belongs to.
#[derive(Clone, Debug)]
pub struct StoredChallenge {
    pub tenant_id: String,
    pub challenge: Challenge,
}

#[derive(sqlx::FromRow)]
struct Row {
    tenant_id: String,
    document: String,
}

impl TryFrom<Row> for StoredChallenge {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            tenant_id: row.tenant_id,
            challenge: serde_json::from_str(&row.document)?,
        })
    }
}

impl Store {
    pub async fn find_challenge(&self, id: &str) -> Result<Option<StoredChallenge>, StoreError> {
        let row: Option<Row> =
            sqlx::query_as("select tenant_id, document from challenge where id = $1")
                .bind(id)
                .fetch_optional(&mut *self.connection().await?)
                .await?;
        row.map(StoredChallenge::try_from).transpose()
    }

    /// Inserts a challenge; false when its id is taken.
    pub async fn open_challenge(
        &self,
        tenant: &str,
        challenge: &Challenge,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "insert into challenge (id, tenant_id, turn, document, expires_at) \
             values ($1, $2, $3, $4, $5) on conflict do nothing",
        )
        .bind(&challenge.id)
        .bind(tenant)
        .bind(i64::from(challenge.turn))
        .bind(serde_json::to_string(challenge)?)
        .bind(challenge.expires_at.unix_ms())
        .execute(&mut *self.writer().await?)
        .await?
        .rows_affected();
        Ok(rows == 1)
    }
}

impl Change {
    /// Locks a challenge until the transaction ends, and reads it.
    ///
    /// The write comes first on purpose: it takes the row's lock in PostgreSQL and the writer's
    /// place in SQLite, so that of 100 parallel submits each sees what the one before it left.
    pub async fn claim_challenge(
        &mut self,
        id: &str,
    ) -> Result<Option<StoredChallenge>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "update challenge set turn = turn where id = $1 returning tenant_id, document",
        )
        .bind(id)
        .fetch_optional(&mut *self.tx)
        .await?;
        row.map(StoredChallenge::try_from).transpose()
    }

    /// Locks every challenge of a person, in one order for all who do: two resets of one person that end
    /// at once then wait in line, instead of each holding what the other one has to revoke. In SQLite
    /// the writer's place does that already.
    pub async fn claim_challenges_of(&mut self, person: &PersonId) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            sqlx::query("select id from challenge where person_id = $1 order by id for update")
                .bind(person.as_str())
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }

    pub async fn save_challenge(
        &mut self,
        tenant: &str,
        challenge: &Challenge,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update challenge set tenant_id = $2, person_id = coalesce($3, person_id), turn = $4, \
                                  document = $5, expires_at = $6 \
             where id = $1",
        )
        .bind(&challenge.id)
        .bind(tenant)
        .bind(challenge.person().map(PersonId::as_str))
        .bind(i64::from(challenge.turn))
        .bind(serde_json::to_string(challenge)?)
        .bind(challenge.expires_at.unix_ms())
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Forgets all challenges of a person: what was proven for them leads nowhere.
    pub async fn revoke_all_challenges(&mut self, person: &PersonId) -> Result<(), StoreError> {
        sqlx::query("delete from challenge where person_id = $1")
            .bind(person.as_str())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Forgets every other challenge of a person: after a reset none of them leads anywhere.
    pub async fn revoke_other_challenges(
        &mut self,
        person: &PersonId,
        except: &str,
    ) -> Result<(), StoreError> {
        sqlx::query("delete from challenge where person_id = $1 and id <> $2")
            .bind(person.as_str())
            .bind(except)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

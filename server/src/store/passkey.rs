//! Passkeys, and the requests of the sign-in page that were answered.

use domain::identity::PersonId;
use domain::registration::PasskeyName;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

/// A passkey as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PasskeyRow {
    pub id: String,
    pub person_id: String,
    pub tenant_id: String,
    /// base64url.
    pub credential_id: String,
    pub name: String,
    /// JSON of the library: public key, counter, backup state.
    pub document: String,
    pub added_at: i64,
    pub used_at: Option<i64>,
}

/// A passkey to store.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    pub id: String,
    pub credential_id: String,
    pub name: String,
    pub document: String,
}

const COLUMNS: &str = "select passkey.id, passkey.person_id, person.tenant_id, \
     passkey.credential_id, passkey.name, passkey.document, passkey.added_at, passkey.used_at \
     from passkey join person on person.id = passkey.person_id";

impl Store {
    /// Oldest first.
    pub async fn passkeys(&self, person: &str) -> Result<Vec<PasskeyRow>, StoreError> {
        let text = format!("{COLUMNS} where passkey.person_id = $1 order by 7, 1");
        Ok(sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(person)
            .fetch_all(&mut *self.connection().await?)
            .await?)
    }

    /// The passkey of a credential, whosever it is.
    pub async fn passkey_of_credential(
        &self,
        credential_id: &str,
    ) -> Result<Option<PasskeyRow>, StoreError> {
        let text = format!("{COLUMNS} where passkey.credential_id = $1");
        Ok(sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(credential_id)
            .fetch_optional(&mut *self.connection().await?)
            .await?)
    }
}

impl Change {
    pub async fn add_passkey(
        &mut self,
        person: &PersonId,
        new: &NewPasskey,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into passkey (id, person_id, credential_id, name, document, added_at) \
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&new.id)
        .bind(person.as_str())
        .bind(&new.credential_id)
        .bind(&new.name)
        .bind(&new.document)
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Keeps what a signature told: the counter and whether the key is backed up. False when another
    /// signature came in between, or the passkey is gone.
    pub async fn use_passkey(
        &mut self,
        before: &PasskeyRow,
        document: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "update passkey set document = $3, used_at = $4 where id = $1 and document = $2",
        )
        .bind(&before.id)
        .bind(&before.document)
        .bind(document)
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?
        .rows_affected();
        Ok(rows == 1)
    }

    pub async fn rename_passkey(
        &mut self,
        person: &PersonId,
        id: &str,
        name: &PasskeyName,
    ) -> Result<(), StoreError> {
        sqlx::query("update passkey set name = $3 where person_id = $1 and id = $2")
            .bind(person.as_str())
            .bind(id)
            .bind(name.as_str())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    pub async fn remove_passkey(&mut self, person: &PersonId, id: &str) -> Result<(), StoreError> {
        sqlx::query("delete from passkey where person_id = $1 and id = $2")
            .bind(person.as_str())
            .bind(id)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Uses a request up: true once.
    pub async fn answer_request(
        &mut self,
        id: &str,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "insert into answered_request (id, expires_at) values ($1, $2) \
             on conflict (id) do nothing",
        )
        .bind(id)
        .bind(expires_at.unix_ms())
        .execute(&mut *self.tx)
        .await?
        .rows_affected();
        Ok(rows == 1)
    }
}

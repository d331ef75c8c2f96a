//! Password hashes and their history.

use domain::identity::PersonId;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

impl Store {
    /// The newest `last` hashes, the one in use first.
    pub async fn password_history(
        &self,
        id: &PersonId,
        last: u8,
    ) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar(
            "select password_hash from password_history where person_id = $1 \
             order by set_at desc limit $2",
        )
        .bind(id.as_str())
        .bind(i64::from(last))
        .fetch_all(&mut *self.connection().await?)
        .await?)
    }

    /// Replaces a hash by one of newer parameters, unless the password was changed meanwhile.
    pub async fn upgrade_hash(
        &self,
        id: &PersonId,
        old: &str,
        new: &str,
    ) -> Result<(), StoreError> {
        sqlx::query("update person set password_hash = $3 where id = $1 and password_hash = $2")
            .bind(id.as_str())
            .bind(old)
            .bind(new)
            .execute(&mut *self.writer().await?)
            .await?;
        Ok(())
    }
}

impl Change {
    /// Stores a new password hash. False when the person is gone or disabled by now.
    pub async fn set_password(
        &mut self,
        id: &PersonId,
        hash: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "update person set password_hash = $2, password_set_at = $3, password_must_change = 0 \
             where id = $1 and disabled = 0",
        )
        .bind(id.as_str())
        .bind(hash)
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?
        .rows_affected();
        if rows == 0 {
            return Ok(false);
        }
        self.remember_password(id, hash, now).await?;
        Ok(true)
    }

    /// Replaces the hash that a person was checked against. False when it is another one by now, or
    /// the person is gone or disabled: of two changes at once, one counts.
    pub async fn replace_password(
        &mut self,
        id: &PersonId,
        checked: &str,
        hash: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "update person set password_hash = $3, password_set_at = $4, password_must_change = 0 \
             where id = $1 and password_hash = $2 and disabled = 0",
        )
        .bind(id.as_str())
        .bind(checked)
        .bind(hash)
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?
        .rows_affected();
        if rows == 0 {
            return Ok(false);
        }
        self.remember_password(id, hash, now).await?;
        Ok(true)
    }

    /// Has a person change the password at the next sign-in: somebody else chose it.
    pub async fn require_password_change(&mut self, id: &PersonId) -> Result<(), StoreError> {
        sqlx::query("update person set password_must_change = 1 where id = $1")
            .bind(id.as_str())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// From now on no password signs in, until a reset sets a new one. The history keeps the old one, so
    /// that it cannot be chosen again.
    pub async fn lock_password(&mut self, id: &PersonId, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "update person set password_hash = null, password_set_at = coalesce(password_set_at, $2) \
             where id = $1",
        )
            .bind(id.as_str())
            .bind(now.unix_ms())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Writes a hash into the history, so that the password cannot be chosen again. Whoever has a
    /// password begins nothing by a link any more.
    pub(super) async fn remember_password(
        &mut self,
        id: &PersonId,
        hash: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.revoke_invitation(id).await?;
        sqlx::query(
            "insert into password_history (person_id, set_at, password_hash) values ($1, $2, $3)",
        )
        .bind(id.as_str())
        .bind(now.unix_ms())
        .bind(hash)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }
}

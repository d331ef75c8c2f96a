//! Links that begin a registration: one a person, good once.

use domain::identity::PersonId;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

/// Whom a link was made for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Invitation {
    pub id: String,
    pub tenant_id: String,
    person_id: String,
}

impl Invitation {
    pub fn person(&self) -> PersonId {
        PersonId::new(self.person_id.clone())
    }
}

/// A link to be made.
#[derive(Debug)]
pub struct NewInvitation<'a> {
    pub id: &'a str,
    pub tenant: &'a str,
    pub person: &'a PersonId,
    /// The hash of what stands in the link.
    pub token: &'a str,
    pub expires_at: Timestamp,
}

impl Store {
    /// The invitation of a link that still works, by the hash of its token.
    pub async fn find_invitation(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<Invitation>, StoreError> {
        Ok(sqlx::query_as(
            "select id, tenant_id, person_id from invitation \
             where token = $1 and used_at is null and expires_at > $2",
        )
        .bind(token)
        .bind(now.unix_ms())
        .fetch_optional(&mut *self.connection().await?)
        .await?)
    }

    /// Whether the invitation that a session began with is still the person's.
    pub async fn is_invited(&self, person: &PersonId, id: &str) -> Result<bool, StoreError> {
        let found: Option<String> = sqlx::query_scalar(
            "select id from invitation where person_id = $1 and id = $2 and used_at is not null",
        )
        .bind(person.as_str())
        .bind(id)
        .fetch_optional(&mut *self.connection().await?)
        .await?;
        Ok(found.is_some())
    }
}

impl Change {
    /// Makes the one invitation of a person: an earlier one, and a session that it began, are worth
    /// nothing any more.
    pub async fn invite(
        &mut self,
        new: &NewInvitation<'_>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.revoke_invitation(new.person).await?;
        sqlx::query(
            "insert into invitation (person_id, tenant_id, id, token, expires_at, made_at) \
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(new.person.as_str())
        .bind(new.tenant)
        .bind(new.id)
        .bind(new.token)
        .bind(new.expires_at.unix_ms())
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Uses a link up: of many at once, one gets the invitation.
    pub async fn use_invitation(
        &mut self,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<Invitation>, StoreError> {
        Ok(sqlx::query_as(
            "update invitation set used_at = $2 \
             where token = $1 and used_at is null and expires_at > $2 \
             returning id, tenant_id, person_id",
        )
        .bind(token)
        .bind(now.unix_ms())
        .fetch_optional(&mut *self.tx)
        .await?)
    }

    pub async fn revoke_invitation(&mut self, person: &PersonId) -> Result<(), StoreError> {
        sqlx::query("delete from invitation where person_id = $1")
            .bind(person.as_str())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

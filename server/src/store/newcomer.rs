//! People who are new to the directory.

use domain::identity::PersonId;
use domain::locale::Locale;
use domain::time::Timestamp;

use super::contact::ContactKind;
use super::{Change, StoreError};

/// A person to be created.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub id: PersonId,
    pub account: String,
    pub user_name: String,
    pub display_name: String,
    pub language: Option<Locale>,
    pub password_hash: Option<String>,
    pub disabled: bool,
    pub groups: Vec<String>,
    pub contacts: Vec<(ContactKind, String)>,
}

/// The tenant has an account of that name already.
#[derive(Debug, thiserror::Error)]
#[error("there is already a person with this user name")]
pub struct PersonExists;

impl Change {
    /// # Errors
    /// The inner error is [`PersonExists`].
    pub async fn add_person(
        &mut self,
        tenant: &str,
        new: &NewPerson,
        now: Timestamp,
    ) -> Result<Result<(), PersonExists>, StoreError> {
        let rows = sqlx::query(
            "insert into person (id, tenant_id, account, user_name, display_name, language, \
                                 password_hash, password_set_at, disabled, created_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing",
        )
        .bind(new.id.as_str())
        .bind(tenant)
        .bind(&new.account)
        .bind(&new.user_name)
        .bind(&new.display_name)
        .bind(new.language.map(Locale::tag))
        .bind(&new.password_hash)
        .bind(new.password_hash.as_ref().map(|_| now.unix_ms()))
        .bind(i64::from(new.disabled))
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?
        .rows_affected();
        if rows == 0 {
            return Ok(Err(PersonExists));
        }
        if let Some(hash) = &new.password_hash {
            self.remember_password(&new.id, hash, now).await?;
        }
        for group in &new.groups {
            sqlx::query(
                "insert into person_group (person_id, name) values ($1, $2) on conflict do nothing",
            )
            .bind(new.id.as_str())
            .bind(group)
            .execute(&mut *self.tx)
            .await?;
        }
        for (kind, value) in &new.contacts {
            sqlx::query("insert into contact (person_id, kind, value) values ($1, $2, $3)")
                .bind(new.id.as_str())
                .bind(kind.name())
                .bind(value)
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(Ok(()))
    }
}

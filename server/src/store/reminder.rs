//! Mails about passwords that will grow too old, and whose turn it is to write them.

use domain::identity::PersonId;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

/// Somebody whose password may be nearly too old.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Ageing {
    id: String,
    password_set_at: i64,
    days_before: Option<i64>,
}

impl Ageing {
    pub fn person(&self) -> PersonId {
        PersonId::new(self.id.clone())
    }

    pub fn set_at(&self) -> Timestamp {
        Timestamp::from_unix_ms(self.password_set_at)
    }

    /// Whether the mail of so many days before, or a later one, was written for this password.
    pub fn was_told(&self, days_before: u16) -> bool {
        self.days_before
            .is_some_and(|told| told <= i64::from(days_before))
    }
}

/// How many are read at once.
pub const PAGE: usize = 500;

impl Store {
    /// People whose passwords were set after `since` and until `until`, in the order of their ids,
    /// beyond `after`.
    pub async fn ageing(
        &self,
        tenant: &str,
        (since, until): (Timestamp, Timestamp),
        after: &str,
    ) -> Result<Vec<Ageing>, StoreError> {
        Ok(sqlx::query_as(
            "select p.id, p.password_set_at, r.days_before from person p \
             left join password_reminder r \
                    on r.person_id = p.id and r.password_set_at = p.password_set_at \
             where p.tenant_id = $1 and p.disabled = 0 and p.password_must_change = 0 \
               and p.password_hash is not null \
               and p.password_set_at > $2 and p.password_set_at <= $3 and p.id > $4 \
             order by p.id limit 500",
        )
        .bind(tenant)
        .bind(since.unix_ms())
        .bind(until.unix_ms())
        .bind(after)
        .fetch_all(&mut *self.connection().await?)
        .await?)
    }

    /// True for one process until `until`, whoever asks first.
    pub async fn take_chore(
        &self,
        name: &str,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "insert into chore (name, due_at) values ($1, $2) \
             on conflict (name) do update set due_at = excluded.due_at where chore.due_at <= $3",
        )
        .bind(name)
        .bind(until.unix_ms())
        .bind(now.unix_ms())
        .execute(&mut *self.writer().await?)
        .await?
        .rows_affected();
        Ok(rows == 1)
    }
}

impl Change {
    /// Marks a mail as written. False when it, or a later one, was; or when the password is another
    /// one by now.
    pub async fn remind_once(
        &mut self,
        person: &PersonId,
        set_at: Timestamp,
        days_before: u16,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "insert into password_reminder (person_id, password_set_at, days_before) \
             select id, password_set_at, $3 from person \
             where id = $1 and password_set_at = $2 and disabled = 0 \
             on conflict (person_id) do update set \
                 password_set_at = excluded.password_set_at, days_before = excluded.days_before \
             where password_reminder.password_set_at <> excluded.password_set_at \
                or password_reminder.days_before > excluded.days_before",
        )
        .bind(person.as_str())
        .bind(set_at.unix_ms())
        .bind(i64::from(days_before))
        .execute(&mut *self.tx)
        .await?
        .rows_affected();
        Ok(rows == 1)
    }
}

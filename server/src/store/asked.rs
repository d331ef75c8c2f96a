//! What people were asked for at sign-in, and what they did about it.

use domain::identity::PersonId;
use domain::registration::Asked;
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

impl Store {
    /// Remembers when somebody was first asked to register.
    pub async fn ask_first(&self, person: &PersonId, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "update person set registration_asked_at = $2 \
             where id = $1 and registration_asked_at is null",
        )
        .bind(person.as_str())
        .bind(now.unix_ms())
        .execute(&mut *self.writer().await?)
        .await?;
        Ok(())
    }

    /// Forgets what somebody was asked and has put off, as long as that is what was read: whoever removes
    /// something meanwhile gets no time for it.
    pub async fn begin_asking_anew(
        &self,
        person: &PersonId,
        read: Asked,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update person set registration_put_off = 0, registration_asked_at = null \
             where id = $1 and registration_put_off = $2 and coalesce(registration_asked_at, -1) = $3",
        )
        .bind(person.as_str())
        .bind(i64::from(read.put_off))
        .bind(read.first_at.map_or(-1, Timestamp::unix_ms))
        .execute(&mut *self.writer().await?)
        .await?;
        Ok(())
    }

    pub async fn members(&self, tenant: &str, group: &str) -> Result<Vec<PersonId>, StoreError> {
        let ids: Vec<String> = sqlx::query_scalar(
            "select id from person where tenant_id = $1 \
             and id in (select person_id from person_group where name = $2)",
        )
        .bind(tenant)
        .bind(group)
        .fetch_all(&mut *self.connection().await?)
        .await?;
        Ok(ids.into_iter().map(PersonId::new).collect())
    }
}

/// More than any policy lets anybody put off.
const GIVEN_UP: i64 = 1_000_000;

impl Change {
    /// Leaves no time for what somebody gave up who had enough.
    pub async fn leave_no_time(&mut self, person: &PersonId) -> Result<(), StoreError> {
        sqlx::query(
            "update person set registration_put_off = $2, registration_asked_at = 0 where id = $1",
        )
        .bind(person.as_str())
        .bind(GIVEN_UP)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Counts one more time that it was put off. False when it is not `before` times by now: of two
    /// clicks on one page, one counts.
    pub async fn put_off(
        &mut self,
        person: &PersonId,
        before: u32,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "update person set registration_put_off = registration_put_off + 1, \
                    registration_asked_at = coalesce(registration_asked_at, $3) \
             where id = $1 and registration_put_off = $2",
        )
        .bind(person.as_str())
        .bind(i64::from(before))
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?
        .rows_affected();
        Ok(rows == 1)
    }

    /// What is registered is right, its owner says.
    pub async fn answer_registration(
        &mut self,
        person: &PersonId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update person set registration_confirmed_at = $2, registration_ask_again = 0 \
             where id = $1",
        )
        .bind(person.as_str())
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Its owner says that all that is registered is right.
    pub async fn confirm_registration(
        &mut self,
        person: &PersonId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.answer_registration(person, now).await?;
        // Each by itself, so that what the directory writes over one of them is not confirmed.
        sqlx::query("update contact set confirmed_at = $2 where person_id = $1")
            .bind(person.as_str())
            .bind(now.unix_ms())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Has somebody look at what is registered, with all the time there was at the beginning.
    pub async fn ask_again(&mut self, person: &PersonId) -> Result<(), StoreError> {
        sqlx::query(
            "update person set registration_ask_again = 1, registration_put_off = 0, \
                    registration_asked_at = null where id = $1",
        )
        .bind(person.as_str())
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// The same for all members of a group; gives how many there are.
    pub async fn ask_group_again(&mut self, tenant: &str, group: &str) -> Result<u64, StoreError> {
        let rows = sqlx::query(
            "update person set registration_ask_again = 1, registration_put_off = 0, \
                    registration_asked_at = null \
             where tenant_id = $1 and id in (select person_id from person_group where name = $2)",
        )
        .bind(tenant)
        .bind(group)
        .execute(&mut *self.tx)
        .await?
        .rows_affected();
        Ok(rows)
    }
}

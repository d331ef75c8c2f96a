//! Caps that are not a person's: per number, prefix, network address, tenant.

use domain::throttle::{Limit, Tally};
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

#[derive(sqlx::FromRow)]
struct Row {
    count: i64,
    since: i64,
    last: i64,
}

impl From<Row> for Tally {
    fn from(row: Row) -> Self {
        Self {
            count: u32::try_from(row.count).unwrap_or(u32::MAX),
            since: Timestamp::from_unix_ms(row.since),
            last: Timestamp::from_unix_ms(row.last),
        }
    }
}

impl Change {
    /// Takes one under a cap; false when the cap is reached. A refused one is not counted, so
    /// insisting does not keep a shared cap (an address, a tenant) shut.
    pub async fn take(
        &mut self,
        key: &str,
        limit: Limit,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let row: Row = sqlx::query_as(
            "insert into tally (key, count, since, last) values ($1, 0, $2, $2) \
             on conflict (key) do update set count = tally.count returning count, since, last",
        )
        .bind(key)
        .bind(now.unix_ms())
        .fetch_one(&mut *self.tx)
        .await?;
        let tally = Tally::from(row);
        if tally.is_full(limit, now) {
            return Ok(false);
        }
        let tally = tally.counted(limit, now);
        sqlx::query("update tally set count = $2, since = $3, last = $4 where key = $1")
            .bind(key)
            .bind(i64::from(tally.count))
            .bind(tally.since.unix_ms())
            .bind(tally.last.unix_ms())
            .execute(&mut *self.tx)
            .await?;
        Ok(true)
    }

    /// Gives one back that came to nothing.
    pub async fn give_back(&mut self, key: &str) -> Result<(), StoreError> {
        sqlx::query("update tally set count = count - 1 where key = $1 and count > 0")
            .bind(key)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

impl Store {
    /// [`Change::take`] in a transaction of its own.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take(&self, key: &str, limit: Limit, now: Timestamp) -> Result<bool, StoreError> {
        let mut change = self.begin().await?;
        let taken = change.take(key, limit, now).await?;
        change.commit().await?;
        Ok(taken)
    }
}

//! CAPTCHA puzzles: one per challenge, the answer never leaves this table.

use std::fmt;

use domain::time::Timestamp;

use super::{Change, StoreError};

/// A puzzle with the seed that its picture is drawn from.
#[derive(Clone, sqlx::FromRow)]
pub struct StoredPuzzle {
    pub serial: i64,
    pub picture: String,
    pub sound: String,
    /// 64 hexadecimal digits.
    pub seed: String,
    pub tries: i64,
    pub expires_at: i64,
}

impl fmt::Debug for StoredPuzzle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoredPuzzle(#{}, ***)", self.serial)
    }
}

impl StoredPuzzle {
    /// True while it can still be solved.
    pub fn is_live(&self, max_tries: u32, now: Timestamp) -> bool {
        now.unix_ms() < self.expires_at && self.tries < i64::from(max_tries)
    }
}

impl Change {
    pub async fn puzzle(&mut self, challenge: &str) -> Result<Option<StoredPuzzle>, StoreError> {
        Ok(sqlx::query_as(
            "select serial, picture, sound, seed, tries, expires_at from puzzle where challenge_id = $1",
        )
        .bind(challenge)
        .fetch_optional(&mut *self.tx)
        .await?)
    }

    /// Puts a new puzzle in the place of the old one.
    pub async fn put_puzzle(
        &mut self,
        challenge: &str,
        puzzle: &StoredPuzzle,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into puzzle (challenge_id, serial, picture, sound, seed, tries, expires_at) \
             values ($1, $2, $3, $4, $5, $6, $7) \
             on conflict (challenge_id) do update set \
                 serial = excluded.serial, picture = excluded.picture, sound = excluded.sound, \
                 seed = excluded.seed, tries = excluded.tries, expires_at = excluded.expires_at",
        )
        .bind(challenge)
        .bind(puzzle.serial)
        .bind(&puzzle.picture)
        .bind(&puzzle.sound)
        .bind(&puzzle.seed)
        .bind(puzzle.tries)
        .bind(puzzle.expires_at)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Counts one try and gives the puzzle with that try in it; `None` when it has none left or its
    /// time is up.
    pub async fn try_puzzle(
        &mut self,
        challenge: &str,
        max_tries: u32,
        now: Timestamp,
    ) -> Result<Option<StoredPuzzle>, StoreError> {
        Ok(sqlx::query_as(
            "update puzzle set tries = tries + 1 \
             where challenge_id = $1 and tries < $2 and expires_at > $3 \
             returning serial, picture, sound, seed, tries, expires_at",
        )
        .bind(challenge)
        .bind(i64::from(max_tries))
        .bind(now.unix_ms())
        .fetch_optional(&mut *self.tx)
        .await?)
    }

    /// Spends the puzzle: whatever it was, it cannot be tried again. Its serial stays, so that the
    /// next one is known to be another.
    pub async fn spend_puzzle(&mut self, challenge: &str) -> Result<(), StoreError> {
        sqlx::query("update puzzle set expires_at = 0 where challenge_id = $1")
            .bind(challenge)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

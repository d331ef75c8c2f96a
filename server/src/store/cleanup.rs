//! What is forgotten, and when.

use domain::time::Timestamp;

use super::{Store, StoreError};

/// Rows older than this are deleted.
#[derive(Clone, Copy, Debug)]
pub struct Horizon {
    /// Challenges, enrolments, invitations, sessions and passes that expired before.
    pub expired: Timestamp,
    /// Finished messages, counters and standings last touched before.
    pub stale: Timestamp,
}

impl Store {
    /// Deletes what nobody needs any more. Audit rows stay.
    pub async fn clean_up(&self, horizon: Horizon) -> Result<(), StoreError> {
        let mut change = self.begin().await?;
        for (statement, before) in [
            (
                "delete from challenge where expires_at < $1",
                horizon.expired,
            ),
            (
                "delete from enrolment where expires_at < $1",
                horizon.expired,
            ),
            (
                "delete from invitation where expires_at < $1",
                horizon.expired,
            ),
            ("delete from session where expires_at < $1", horizon.expired),
            (
                "delete from answered_request where expires_at < $1",
                horizon.expired,
            ),
            (
                "delete from helpdesk_pass where expires_at < $1",
                horizon.expired,
            ),
            (
                "delete from outbox where state <> 'waiting' and finished_at < $1",
                horizon.stale,
            ),
            ("delete from call where placed_at < $1", horizon.expired),
            ("delete from tally where last < $1", horizon.stale),
            ("delete from standing where touched_at < $1", horizon.stale),
            (
                "delete from sign_in_guard where locked_until < $1",
                horizon.stale,
            ),
        ] {
            sqlx::query(statement)
                .bind(before.unix_ms())
                .execute(&mut *change.tx)
                .await?;
        }
        change.commit().await
    }
}

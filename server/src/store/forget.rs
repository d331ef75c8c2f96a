//! Forgetting what was registered lately.

use domain::identity::PersonId;
use domain::time::Timestamp;

use super::{Change, StoreError};

/// Of a person, since a time: contacts, answers, apps, passkeys. What the directory says is no registration.
const LATELY: [&str; 4] = [
    "delete from contact where person_id = $1 and registered_at >= $2",
    "delete from question_answer where person_id = $1 and set_at >= $2",
    "delete from authenticator where person_id = $1 and added_at >= $2",
    "delete from passkey where person_id = $1 and added_at >= $2",
];

impl Change {
    /// Forgets what was registered for a person at this time or later.
    pub async fn forget_registered(
        &mut self,
        person: &PersonId,
        since: Timestamp,
    ) -> Result<(), StoreError> {
        for statement in LATELY {
            sqlx::query(statement)
                .bind(person.as_str())
                .bind(since.unix_ms())
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }
}

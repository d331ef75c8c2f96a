//! The order in which the rows of one person are locked: challenges, standing, person, sessions.

use domain::identity::PersonId;
use domain::throttle::Standing;
use domain::time::Timestamp;

use super::{Change, Engine, StoreError};

impl Change {
    /// Locks what somebody proves themselves with until the transaction ends, and gives their standing. What
    /// locks the account or changes its password meanwhile waits, or has been done: ask afterwards who is
    /// signed in.
    pub async fn claim_account(
        &mut self,
        tenant: &str,
        person: &PersonId,
        now: Timestamp,
    ) -> Result<Standing, StoreError> {
        self.claim_challenges_of(person).await?;
        let standing = self.claim_standing(tenant, person.as_str(), now).await?;
        self.claim_person(person).await?;
        Ok(standing)
    }

    /// In SQLite the writer's place does that already.
    async fn claim_person(&mut self, person: &PersonId) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            sqlx::query("select id from person where id = $1 for no key update")
                .bind(person.as_str())
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }
}

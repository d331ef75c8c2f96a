//! What people have registered beside their contact data: answers, authenticators; and the helpdesk's
//! passes.

use domain::identity::PersonId;
use domain::questions::Question;
use domain::registration::{PasskeyHeld, QuestionsHeld};
use domain::time::Timestamp;

use super::{Change, Store, StoreError};

/// What there is, without anything secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registered {
    pub questions: Option<QuestionsHeld>,
    /// When the newest authenticator was added.
    pub authenticator: Option<Timestamp>,
    /// Oldest first.
    pub passkeys: Vec<PasskeyHeld>,
}

/// One thing that is registered.
#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    what: String,
    name: String,
    since: i64,
    used: Option<i64>,
}

/// An answer as stored.
#[derive(Clone, Debug)]
pub struct StoredAnswer {
    pub question: Question,
    /// PHC string.
    pub answer_hash: String,
}

/// An app that shows codes.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Authenticator {
    pub id: String,
    pub name: String,
    /// The shared secret, sealed under the row's id.
    pub sealed: String,
    pub last_step: i64,
    pub added_at: i64,
}

impl Registered {
    /// Rows come by their kind, the oldest first.
    fn take(&mut self, row: Row) {
        let since = Timestamp::from_unix_ms(row.since);
        match row.kind.as_str() {
            "question" => {
                let questions = Vec::new();
                let held = self
                    .questions
                    .get_or_insert(QuestionsHeld { questions, since });
                held.questions.push(Question::new(row.what));
                held.since = since;
            }
            "authenticator" => self.authenticator = Some(since),
            _ => self.passkeys.push(PasskeyHeld {
                id: row.what,
                name: row.name,
                since,
                used: row.used.map(Timestamp::from_unix_ms),
            }),
        }
    }
}

impl Store {
    /// What a person has registered.
    pub async fn registered(&self, person: &str) -> Result<Registered, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "select 'question' as kind, question as what, '' as name, set_at as since, \
                    cast(null as bigint) as used from question_answer where person_id = $1 \
             union all \
             select 'authenticator', id, name, added_at, cast(null as bigint) from authenticator \
             where person_id = $1 \
             union all \
             select 'passkey', id, name, added_at, used_at from passkey where person_id = $1 \
             order by 1, 4, 2",
        )
        .bind(person)
        .fetch_all(&mut *self.connection().await?)
        .await?;
        let mut found = Registered::default();
        for row in rows {
            found.take(row);
        }
        Ok(found)
    }

    pub async fn answers(&self, person: &str) -> Result<Vec<StoredAnswer>, StoreError> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "select question, answer_hash from question_answer where person_id = $1 order by 1",
        )
        .bind(person)
        .fetch_all(&mut *self.connection().await?)
        .await?;
        let answer = |(question, answer_hash): (String, String)| StoredAnswer {
            question: Question::new(question),
            answer_hash,
        };
        Ok(rows.into_iter().map(answer).collect())
    }

    /// Oldest first.
    pub async fn authenticators(&self, person: &str) -> Result<Vec<Authenticator>, StoreError> {
        Ok(sqlx::query_as(
            "select id, name, sealed, last_step, added_at from authenticator \
             where person_id = $1 order by added_at, id",
        )
        .bind(person)
        .fetch_all(&mut *self.connection().await?)
        .await?)
    }
}

impl Change {
    /// Puts these answers in the place of all earlier ones.
    pub async fn replace_answers(
        &mut self,
        person: &PersonId,
        answers: &[StoredAnswer],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query("delete from question_answer where person_id = $1")
            .bind(person.as_str())
            .execute(&mut *self.tx)
            .await?;
        for answer in answers {
            sqlx::query(
                "insert into question_answer (person_id, question, answer_hash, set_at) \
                 values ($1, $2, $3, $4)",
            )
            .bind(person.as_str())
            .bind(answer.question.as_str())
            .bind(&answer.answer_hash)
            .bind(now.unix_ms())
            .execute(&mut *self.tx)
            .await?;
        }
        Ok(())
    }

    pub async fn add_authenticator(
        &mut self,
        person: &PersonId,
        new: &Authenticator,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into authenticator (id, person_id, name, sealed, last_step, added_at) \
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&new.id)
        .bind(person.as_str())
        .bind(&new.name)
        .bind(&new.sealed)
        .bind(new.last_step)
        .bind(new.added_at)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    pub async fn remove_authenticators(&mut self, person: &PersonId) -> Result<(), StoreError> {
        sqlx::query("delete from authenticator where person_id = $1")
            .bind(person.as_str())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Uses a time step up: false when it, or a later one, was used before.
    pub async fn use_step(&mut self, authenticator: &str, step: i64) -> Result<bool, StoreError> {
        let rows =
            sqlx::query("update authenticator set last_step = $2 where id = $1 and last_step < $2")
                .bind(authenticator)
                .bind(step)
                .execute(&mut *self.tx)
                .await?
                .rows_affected();
        Ok(rows == 1)
    }

    /// Makes the one pass of a person: an earlier one is worth nothing any more.
    pub async fn set_helpdesk_pass(
        &mut self,
        person: &PersonId,
        id: &str,
        digest: &str,
        expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into helpdesk_pass (person_id, id, digest, expires_at, made_at) \
             values ($1, $2, $3, $4, $5) \
             on conflict (person_id) do update set id = excluded.id, digest = excluded.digest, \
             expires_at = excluded.expires_at, made_at = excluded.made_at",
        )
        .bind(person.as_str())
        .bind(id)
        .bind(digest)
        .bind(expires_at.unix_ms())
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Uses a pass up: true once, for the right digest and in its time.
    pub async fn use_helpdesk_pass(
        &mut self,
        person: &str,
        digest: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "delete from helpdesk_pass where person_id = $1 and digest = $2 and expires_at > $3",
        )
        .bind(person)
        .bind(digest)
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?
        .rows_affected();
        Ok(rows == 1)
    }
}

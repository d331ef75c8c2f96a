//! The outbox: all that leaves the house, as leased rows.

use domain::time::Timestamp;

use super::{Change, Engine, Store, StoreError};

/// What kind of message a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutboxKind {
    Mail,
    Text,
    Call,
    /// Asked for by a name that has nowhere to send to: costs the same, goes nowhere.
    Void,
}

impl OutboxKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Text => "text",
            Self::Call => "call",
            Self::Void => "void",
        }
    }
}

/// A message to be sent, encrypted.
#[derive(Debug)]
pub struct NewMessage {
    pub id: String,
    pub tenant_id: String,
    pub correlation_id: String,
    pub kind: OutboxKind,
    pub sealed: String,
}

/// A message under a lease.
#[derive(Debug, sqlx::FromRow)]
pub struct OutboxRow {
    pub id: String,
    pub correlation_id: String,
    kind: String,
    pub sealed: String,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

impl OutboxRow {
    pub fn is_void(&self) -> bool {
        self.kind == OutboxKind::Void.name()
    }
}

/// How many messages are taken at once.
pub const BATCH: usize = 20;

// The limit stands in the text: SQLite plans a statement anew whenever a bound limit is bound.
const LEASE: &str = "update outbox set attempts = attempts + 1, due_at = $2 \
     where id in (select id from outbox where state = 'waiting' and due_at <= $1 \
                  order by due_at, id limit 20) \
     returning id, correlation_id, kind, sealed, attempts";
const LEASE_SKIPPING_LOCKED: &str = "update outbox set attempts = attempts + 1, due_at = $2 \
     where id in (select id from outbox where state = 'waiting' and due_at <= $1 \
                  order by due_at, id limit 20 for update skip locked) \
     returning id, correlation_id, kind, sealed, attempts";

impl Change {
    /// Writes a message beside the change that asks for it.
    pub async fn post(&mut self, message: &NewMessage, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "insert into outbox (id, tenant_id, correlation_id, kind, sealed, state, due_at, created_at) \
             values ($1, $2, $3, $4, $5, 'waiting', $6, $6)",
        )
        .bind(&message.id)
        .bind(&message.tenant_id)
        .bind(&message.correlation_id)
        .bind(message.kind.name())
        .bind(&message.sealed)
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?;
        self.has_message = true;
        if self.engine == Engine::Postgres {
            sqlx::query("select pg_notify('regain_outbox', '')")
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }
}

impl Store {
    /// Takes up to [`BATCH`] due messages; nobody else gets them before `until`.
    pub async fn lease_messages(
        &self,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let statement = match self.engine {
            Engine::Sqlite => LEASE,
            Engine::Postgres => LEASE_SKIPPING_LOCKED,
        };
        Ok(sqlx::query_as(statement)
            .bind(now.unix_ms())
            .bind(until.unix_ms())
            .fetch_all(&mut *self.writer().await?)
            .await?)
    }

    /// Ends a message, and wipes what it said.
    pub async fn finish_message(
        &self,
        id: &str,
        delivered: Delivered,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let state = match delivered {
            Delivered::Yes => "done",
            Delivered::Never => "failed",
        };
        sqlx::query("update outbox set state = $2, sealed = '', finished_at = $3 where id = $1")
            .bind(id)
            .bind(state)
            .bind(now.unix_ms())
            .execute(&mut *self.writer().await?)
            .await?;
        Ok(())
    }

    /// Puts a message back until `due`.
    pub async fn retry_message(&self, id: &str, due: Timestamp) -> Result<(), StoreError> {
        sqlx::query("update outbox set due_at = $2 where id = $1 and state = 'waiting'")
            .bind(id)
            .bind(due.unix_ms())
            .execute(&mut *self.writer().await?)
            .await?;
        Ok(())
    }

    /// How many messages wait: a figure for operators.
    pub async fn waiting_messages(&self) -> Result<i64, StoreError> {
        Ok(
            sqlx::query_scalar("select count(*) from outbox where state = 'waiting'")
                .fetch_one(&mut *self.connection().await?)
                .await?,
        )
    }
}

/// How a message ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivered {
    Yes,
    Never,
}

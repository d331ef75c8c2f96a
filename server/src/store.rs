//! The only place with SQL: one text that runs on SQLite and on PostgreSQL.
//!
//! A change is made inside a [`Change`], a transaction that begins by claiming the row it is about,
//! so that two requests for one reset wait for each other instead of racing.

mod asked;
mod audit;
mod call;
mod challenge;
mod claim;
mod cleanup;
mod connections;
mod contact;
mod enrolment;
mod forget;
mod invitation;
mod newcomer;
mod outbox;
mod passkey;
mod password;
mod person;
mod policy;
mod puzzle;
mod registered;
mod reminder;
mod session;
mod sign_in;
mod standing;
mod tally;
mod tenant;
mod wakeup;

pub use audit::{AuditEntry, AuditRow, Completed};
pub use call::{NewCall, StoredCall, Waits};
pub use challenge::StoredChallenge;
pub use cleanup::Horizon;
pub use contact::ContactKind;
pub use invitation::{Invitation, NewInvitation};
pub use newcomer::{NewPerson, PersonExists};
pub use outbox::{BATCH, Delivered, NewMessage, OutboxKind, OutboxRow};
pub use passkey::{NewPasskey, PasskeyRow};
pub use person::{Found, Names, Person};
pub use policy::StoredPolicy;
pub use puzzle::StoredPuzzle;
pub use registered::{Authenticator, Registered, StoredAnswer};
pub use reminder::{Ageing, PAGE};
pub use session::SessionRows;
pub use sign_in::Guard;
pub use tenant::{NewTenant, Tenant};
pub use wakeup::Wakeup;

use std::sync::Arc;

use sqlx::any::AnyConnectOptions;
use tokio::sync::Notify;

use connections::{Connections, Lent};
use policy::Policies;

/// A failure of the database. Its text is for operators.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the database did not answer as expected")]
    Database(#[from] sqlx::Error),
    #[error("the database schema could not be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error("the folder of the database cannot be created")]
    Folder(#[source] std::io::Error),
    #[error("a stored document is not readable")]
    Document(#[from] serde_json::Error),
    #[error("database_url must begin with sqlite: or postgres:")]
    Engine,
    #[error("the store is closing")]
    Closing,
}

/// What differs between the engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    /// PostgreSQL and whatever speaks its wire protocol.
    Postgres,
}

impl Engine {
    fn of(url: &str) -> Result<Self, StoreError> {
        match url.split(':').next() {
            Some("sqlite") => Ok(Self::Sqlite),
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            _ => Err(StoreError::Engine),
        }
    }
}

/// The database.
#[derive(Clone)]
pub struct Store {
    connections: Connections,
    policies: Arc<Policies>,
    engine: Engine,
    url: String,
    /// Wakes this process's worker when a message was posted.
    posted: Arc<Notify>,
}

/// A transaction. Dropped without [`Change::commit`], nothing happened.
pub struct Change {
    tx: Lent,
    engine: Engine,
    /// Told once it is so, if there is a message in it.
    posted: Arc<Notify>,
    has_message: bool,
}

impl Store {
    /// Connects, and creates an SQLite file that does not exist yet.
    ///
    /// # Errors
    /// When the address is of another engine or the database does not answer.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(url)?;
        let connections = match engine {
            Engine::Sqlite => Connections::kept(sqlite_file(url)?).await?,
            Engine::Postgres => Connections::pool(url.parse()?).await?,
        };
        Ok(Self {
            connections,
            policies: Arc::default(),
            engine,
            url: url.to_owned(),
            posted: Arc::default(),
        })
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When a migration fails or the database is newer than this program.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let mut connection = self.writer().await?;
        sqlx::migrate!("./migrations").run(&mut *connection).await?;
        Ok(())
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// When no connection could be had.
    pub async fn begin(&self) -> Result<Change, StoreError> {
        let mut tx = self.writer().await?;
        tx.begin(match self.engine {
            // It is going to write, so it waits for the file now and not half-way.
            Engine::Sqlite => "begin immediate",
            Engine::Postgres => "begin",
        })
        .await?;
        Ok(Change {
            tx,
            engine: self.engine,
            posted: self.posted.clone(),
            has_message: false,
        })
    }

    /// Ends all connections.
    pub async fn close(&self) {
        self.connections.close().await;
    }

    /// A connection for one statement that reads, outside a transaction.
    async fn connection(&self) -> Result<Lent, StoreError> {
        self.connections.to_read().await
    }

    /// A connection for one statement that writes, outside a transaction.
    async fn writer(&self) -> Result<Lent, StoreError> {
        self.connections.to_write().await
    }
}

/// The file, which is created when it is not there. SQLite does not create the folder around it.
fn sqlite_file(url: &str) -> Result<AnyConnectOptions, StoreError> {
    create_folder(url)?;
    let address = match url.contains('?') {
        true => url.to_owned(),
        false => format!("{url}?mode=rwc"),
    };
    Ok(address.parse()?)
}

fn create_folder(url: &str) -> Result<(), StoreError> {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    let path = path.split('?').next().unwrap_or_default();
    match std::path::Path::new(path).parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            std::fs::create_dir_all(folder).map_err(StoreError::Folder)
        }
        _ => Ok(()),
    }
}

impl Change {
    /// Makes it so.
    ///
    /// # Errors
    /// When the database could not; then nothing happened.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.tx.end("commit").await?;
        if self.has_message {
            self.posted.notify_one();
        }
        Ok(())
    }

    /// Undoes it, before the next writer's turn.
    ///
    /// # Errors
    /// When the connection is lost; then nothing happened either.
    pub async fn abandon(mut self) -> Result<(), StoreError> {
        self.tx.end("rollback").await
    }
}

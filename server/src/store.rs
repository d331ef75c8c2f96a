//! The only place with SQL: one text that runs on SQLite and on PostgreSQL.
//!
//! A change is made inside a [`Change`], a transaction that begins by claiming the row it is about,
//! so that two requests for one reset wait for each other instead of racing.

mod audit;
mod challenge;
mod cleanup;
mod connections;
mod outbox;
mod password;
mod person;
mod policy;
mod puzzle;
mod registered;
mod session;
mod sign_in;
mod standing;
mod tally;
mod tenant;
mod wakeup;

pub use audit::{AuditEntry, Completed};
pub use challenge::StoredChallenge;
pub use cleanup::Horizon;
pub use outbox::{Delivered, NewMessage, OutboxKind, OutboxRow};
pub use person::{ContactKind, Names, NewPerson, Person, PersonExists};
pub use policy::StoredPolicy;
pub use puzzle::StoredPuzzle;
pub use registered::{Authenticator, Registered, StoredAnswer};
pub use session::SessionRows;
pub use sign_in::Guard;
pub use tenant::{NewTenant, Tenant};
pub use wakeup::Wakeup;

use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyPool, Executor, Transaction};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use connections::{Kept, Lent};
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
    pool: AnyPool,
    /// With SQLite, in the pool's place for everything but transactions.
    kept: Option<Arc<Kept>>,
    policies: Arc<Policies>,
    engine: Engine,
    url: String,
    /// Who may write now. SQLite has one writer, and waiting in line here is fairer than its busy
    /// timeout; elsewhere half of the connections, because a transaction may need a second one to
    /// read with and must never wait for it behind other transactions.
    writers: Arc<Semaphore>,
}

/// A transaction. Dropped without [`Change::commit`], nothing happened.
pub struct Change {
    tx: Transaction<'static, Any>,
    engine: Engine,
    _writer: OwnedSemaphorePermit,
}

const SQLITE_SETUP: &str = "pragma journal_mode = wal; pragma synchronous = normal; \
                            pragma busy_timeout = 5000; pragma foreign_keys = on";

impl Store {
    /// Connects, and creates an SQLite file that does not exist yet.
    ///
    /// # Errors
    /// When the address is of another engine or the database does not answer.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(url)?;
        let (address, connections) = match engine {
            Engine::Sqlite if url.contains('?') => (url.to_owned(), 2),
            Engine::Sqlite => (format!("{url}?mode=rwc"), 2),
            Engine::Postgres => (url.to_owned(), 20),
        };
        if engine == Engine::Sqlite {
            create_folder(url)?;
        }
        let options: AnyConnectOptions = address.parse()?;
        let pool = AnyPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(10))
            // Nothing can cut the line to a file, and asking costs as much as most statements.
            .test_before_acquire(engine == Engine::Postgres)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if engine == Engine::Sqlite {
                        connection.execute(SQLITE_SETUP).await?;
                    }
                    Ok(())
                })
            })
            .connect_with(options.clone())
            .await?;
        Ok(Self {
            pool,
            kept: (engine == Engine::Sqlite).then(|| Kept::new(options)),
            policies: Arc::default(),
            engine,
            url: url.to_owned(),
            writers: Arc::new(Semaphore::new(match engine {
                Engine::Sqlite => 1,
                Engine::Postgres => connections as usize / 2,
            })),
        })
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When a migration fails or the database is newer than this program.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        sqlx::migrate!("./migrations").run(&self.pool).await?;
        Ok(())
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// When no connection could be had.
    pub async fn begin(&self) -> Result<Change, StoreError> {
        let writer = self.writer().await?;
        Ok(Change {
            tx: self.pool.begin().await?,
            engine: self.engine,
            _writer: writer,
        })
    }

    /// Asks the database for anything at all.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("select 1")
            .execute(&mut *self.connection().await?)
            .await?;
        Ok(())
    }

    /// Ends all connections.
    pub async fn close(&self) {
        if let Some(kept) = &self.kept {
            kept.close();
        }
        self.pool.close().await;
    }

    /// A connection for one statement outside a transaction.
    async fn connection(&self) -> Result<Lent, StoreError> {
        match &self.kept {
            Some(kept) => kept.lend().await,
            None => Ok(Lent::Pooled(self.pool.acquire().await?)),
        }
    }

    /// The place in line for a single writing statement outside a transaction.
    async fn writer(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        let permit = self.writers.clone().acquire_owned().await;
        permit.map_err(|_| StoreError::Closing)
    }
}

/// SQLite creates its file, but not the folder around it.
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
    pub async fn commit(self) -> Result<(), StoreError> {
        self.tx.commit().await?;
        Ok(())
    }

    /// Undoes it, before the next writer's turn.
    ///
    /// # Errors
    /// When the connection is lost; then nothing happened either.
    pub async fn abandon(self) -> Result<(), StoreError> {
        self.tx.rollback().await?;
        Ok(())
    }
}

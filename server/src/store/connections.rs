//! Where statements find a connection: in a pool, or with SQLite among a few that are kept here.
//!
//! A pool asks a connection whether it still lives each time it comes back. To a file that tells
//! nothing and costs as much as most statements. And a file has one writer: when all writing goes
//! over one connection, what that one has read before stays true.

mod lent;
mod shelf;

use std::sync::Arc;
use std::time::Duration;

use sqlx::AnyPool;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use tokio::sync::Semaphore;

use super::StoreError;
pub(super) use lent::Lent;
use shelf::Shelf;

/// To PostgreSQL.
const POOLED: u32 = 20;
/// To read from an SQLite file.
const READERS: usize = 4;

/// All connections of a store.
#[derive(Clone)]
pub(super) enum Connections {
    Pool {
        pool: AnyPool,
        /// Half of the connections, because a transaction may need a second one to read with and
        /// must never wait for it behind other transactions.
        writers: Arc<Semaphore>,
    },
    Kept {
        readers: Arc<Shelf>,
        /// Holds one. Waiting in line for it is fairer than SQLite's busy timeout.
        writer: Arc<Shelf>,
    },
}

impl Connections {
    pub(super) async fn pool(options: AnyConnectOptions) -> Result<Self, StoreError> {
        let pool = AnyPoolOptions::new()
            .max_connections(POOLED)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await?;
        let writers = Arc::new(Semaphore::new(POOLED as usize / 2));
        Ok(Self::Pool { pool, writers })
    }

    pub(super) async fn kept(options: AnyConnectOptions) -> Result<Self, StoreError> {
        let writer = Shelf::new(options.clone(), 1);
        // Now, so that a file that cannot be opened is known at once.
        writer.lend().await?;
        Ok(Self::Kept {
            readers: Shelf::new(options, READERS),
            writer,
        })
    }

    /// For a statement that reads.
    pub(super) async fn to_read(&self) -> Result<Lent, StoreError> {
        match self {
            Self::Pool { pool, .. } => Ok(Lent::pooled(pool.acquire().await?, None)),
            Self::Kept { readers, .. } => readers.lend().await,
        }
    }

    /// For a statement that writes, or a transaction.
    pub(super) async fn to_write(&self) -> Result<Lent, StoreError> {
        match self {
            Self::Pool { pool, writers } => {
                let place = writers.clone().acquire_owned().await;
                let place = place.map_err(|_| StoreError::Closing)?;
                Ok(Lent::pooled(pool.acquire().await?, Some(place)))
            }
            Self::Kept { writer, .. } => writer.lend().await,
        }
    }

    /// Lends none from now on, and ends those that are not in use.
    pub(super) async fn close(&self) {
        match self {
            Self::Pool { pool, .. } => pool.close().await,
            Self::Kept { readers, writer } => {
                readers.close();
                writer.close();
            }
        }
    }
}

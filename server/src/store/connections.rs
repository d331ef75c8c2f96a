//! Connections for single statements.
//!
//! A pool asks a connection whether it still lives each time it comes back. To a file that tells
//! nothing and costs as much as most statements, so with SQLite a few connections are kept here.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::any::AnyConnectOptions;
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, ConnectOptions, Executor};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{SQLITE_SETUP, StoreError};

/// As many statements run at once; others wait in line.
const PLACES: usize = 4;

/// Open connections to an SQLite file.
pub(super) struct Kept {
    options: AnyConnectOptions,
    places: Arc<Semaphore>,
    free: Mutex<Vec<AnyConnection>>,
}

/// A connection for one statement.
pub(super) enum Lent {
    /// Goes back to the pool.
    Pooled(PoolConnection<Any>),
    /// Goes back to those that are kept.
    Kept(OutOfKept),
}

pub(super) struct OutOfKept {
    /// There until it is dropped.
    connection: Option<AnyConnection>,
    home: Arc<Kept>,
    _place: OwnedSemaphorePermit,
}

impl Kept {
    pub(super) fn new(options: AnyConnectOptions) -> Arc<Self> {
        Arc::new(Self {
            options,
            places: Arc::new(Semaphore::new(PLACES)),
            free: Mutex::default(),
        })
    }

    pub(super) async fn lend(self: &Arc<Self>) -> Result<Lent, StoreError> {
        let place = self.places.clone().acquire_owned().await;
        let place = place.map_err(|_| StoreError::Closing)?;
        let free = self.free().pop();
        let connection = match free {
            Some(connection) => connection,
            None => self.open().await?,
        };
        Ok(Lent::Kept(OutOfKept {
            connection: Some(connection),
            home: self.clone(),
            _place: place,
        }))
    }

    /// Lends none from now on, and lets go of those that are not in use.
    pub(super) fn close(&self) {
        self.places.close();
        self.free().clear();
    }

    async fn open(&self) -> Result<AnyConnection, StoreError> {
        let mut connection = self.options.connect().await?;
        connection.execute(SQLITE_SETUP).await?;
        Ok(connection)
    }

    fn free(&self) -> MutexGuard<'_, Vec<AnyConnection>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for OutOfKept {
    fn drop(&mut self) {
        let connection = self.connection.take();
        if !self.home.places.is_closed() {
            self.home.free().extend(connection);
        }
    }
}

impl Deref for Lent {
    type Target = AnyConnection;

    #[expect(clippy::expect_used, reason = "only dropping takes it")]
    fn deref(&self) -> &AnyConnection {
        match self {
            Self::Pooled(connection) => connection,
            Self::Kept(out) => out.connection.as_ref().expect("there until it is dropped"),
        }
    }
}

impl DerefMut for Lent {
    #[expect(clippy::expect_used, reason = "only dropping takes it")]
    fn deref_mut(&mut self) -> &mut AnyConnection {
        match self {
            Self::Pooled(connection) => connection,
            Self::Kept(out) => out.connection.as_mut().expect("there until it is dropped"),
        }
    }
}

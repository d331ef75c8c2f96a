//! Connections to an SQLite file.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions, Executor};
use tokio::sync::Semaphore;

use super::lent::Lent;
use crate::store::StoreError;

const SETUP: &str = "pragma journal_mode = wal; pragma synchronous = normal; \
                     pragma busy_timeout = 5000; pragma foreign_keys = on";

/// Lends as many connections as it has places, and keeps those that came back.
pub(in crate::store) struct Shelf {
    options: AnyConnectOptions,
    places: Arc<Semaphore>,
    free: Mutex<Vec<AnyConnection>>,
}

impl Shelf {
    pub(super) fn new(options: AnyConnectOptions, places: usize) -> Arc<Self> {
        Arc::new(Self {
            options,
            places: Arc::new(Semaphore::new(places)),
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
        Ok(Lent::kept(connection, self.clone(), place))
    }

    pub(super) fn take_back(&self, connection: AnyConnection) {
        if !self.places.is_closed() {
            self.free().push(connection);
        }
    }

    pub(super) fn close(&self) {
        self.places.close();
        self.free().clear();
    }

    async fn open(&self) -> Result<AnyConnection, StoreError> {
        let mut connection = self.options.connect().await?;
        connection.execute(SETUP).await?;
        Ok(connection)
    }

    fn free(&self) -> MutexGuard<'_, Vec<AnyConnection>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! A connection in use.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, Executor};
use tokio::sync::OwnedSemaphorePermit;

use super::shelf::Shelf;
use crate::store::StoreError;

/// A connection with the place in line for it. Dropped, it goes back; in the middle of a transaction
/// it is closed instead, which undoes the transaction.
pub(in crate::store) struct Lent {
    /// There until it is dropped.
    line: Option<Line>,
    in_transaction: bool,
    _place: Option<OwnedSemaphorePermit>,
}

enum Line {
    Pooled(PoolConnection<Any>),
    Kept(AnyConnection, Arc<Shelf>),
}

impl Lent {
    pub(super) fn pooled(
        connection: PoolConnection<Any>,
        place: Option<OwnedSemaphorePermit>,
    ) -> Self {
        Self::new(Line::Pooled(connection), place)
    }

    pub(super) fn kept(
        connection: AnyConnection,
        shelf: Arc<Shelf>,
        place: OwnedSemaphorePermit,
    ) -> Self {
        Self::new(Line::Kept(connection, shelf), Some(place))
    }

    fn new(line: Line, place: Option<OwnedSemaphorePermit>) -> Self {
        Self {
            line: Some(line),
            in_transaction: false,
            _place: place,
        }
    }

    /// Begins a transaction. Not by the library's own means: with SQLite, those take two exchanges
    /// with the connection's thread where one is enough.
    pub(in crate::store) async fn begin(&mut self, how: &'static str) -> Result<(), StoreError> {
        self.in_transaction = true;
        self.execute(how).await?;
        Ok(())
    }

    /// Ends it, by `commit` or `rollback`.
    pub(in crate::store) async fn end(&mut self, how: &'static str) -> Result<(), StoreError> {
        self.execute(how).await?;
        self.in_transaction = false;
        Ok(())
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        match self.line.take() {
            Some(Line::Pooled(mut connection)) if self.in_transaction => connection.close_on_drop(),
            Some(Line::Kept(connection, shelf)) if !self.in_transaction => {
                shelf.take_back(connection);
            }
            // A connection of a pool goes back, and a kept one is closed, by being dropped.
            Some(Line::Pooled(_) | Line::Kept(..)) | None => {}
        }
    }
}

impl Deref for Lent {
    type Target = AnyConnection;

    #[expect(clippy::expect_used, reason = "only dropping takes it")]
    fn deref(&self) -> &AnyConnection {
        match self.line.as_ref().expect("there until it is dropped") {
            Line::Pooled(connection) => connection,
            Line::Kept(connection, _) => connection,
        }
    }
}

impl DerefMut for Lent {
    #[expect(clippy::expect_used, reason = "only dropping takes it")]
    fn deref_mut(&mut self) -> &mut AnyConnection {
        match self.line.as_mut().expect("there until it is dropped") {
            Line::Pooled(connection) => connection,
            Line::Kept(connection, _) => connection,
        }
    }
}

//! Waking the worker: by this process's own changes, and by LISTEN on PostgreSQL; other processes on
//! an SQLite file are only noticed by polling.

use sqlx::postgres::PgListener;

use super::{Engine, Store, StoreError};

/// Tells when another replica has posted a message.
pub enum Wakeup {
    Listening(PgListener),
    /// The engine has no such thing: the worker's own clock has to do.
    Polling,
}

impl Store {
    /// Waits until a change of this process that has a message in it was made.
    pub async fn posted(&self) {
        self.posted.notified().await;
    }

    /// Subscribes to the outbox.
    ///
    /// # Errors
    /// When the connection for it cannot be made.
    pub async fn wakeup(&self) -> Result<Wakeup, StoreError> {
        if self.engine == Engine::Sqlite {
            return Ok(Wakeup::Polling);
        }
        let mut listener = PgListener::connect(&self.url).await?;
        listener.listen("regain_outbox").await?;
        Ok(Wakeup::Listening(listener))
    }
}

impl Wakeup {
    /// Waits for the next message; forever where there is nothing to listen to.
    ///
    /// # Errors
    /// When the connection was lost and could not be made again.
    pub async fn next(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Polling => std::future::pending().await,
            Self::Listening(listener) => {
                listener.recv().await?;
                Ok(())
            }
        }
    }
}

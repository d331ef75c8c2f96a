//! A database of its own for each test.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{Connection, Executor, PgConnection};
use tempfile::TempDir;

/// An empty database, gone (SQLite) or left to its throw-away server (PostgreSQL) afterwards.
#[derive(Clone)]
pub(crate) struct Database {
    pub(crate) url: String,
    _folder: Option<Arc<TempDir>>,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

impl Database {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self {
            url: format!("sqlite:{}", folder.path().join("test.db").display()),
            _folder: Some(Arc::new(folder)),
        }
    }

    /// Creates a database in the server that `REGAIN_TEST_POSTGRES` names.
    pub(crate) async fn postgres() -> Self {
        let server = std::env::var("REGAIN_TEST_POSTGRES").expect(
            "REGAIN_TEST_POSTGRES is not set: run `cargo xtask test`, which starts a PostgreSQL server",
        );
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("regain_{}_{number}", std::process::id());
        let mut connection = PgConnection::connect(&server)
            .await
            .expect("the PostgreSQL server");
        let create = sqlx::AssertSqlSafe(format!("create database {name}"));
        connection.execute(create).await.expect("a new database");
        let (address, _) = server
            .rsplit_once('/')
            .expect("a database name in the address");
        Self {
            url: format!("{address}/{name}"),
            _folder: None,
        }
    }
}

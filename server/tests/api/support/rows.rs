//! What is in the database, read past the server.

use sqlx::{AnyPool, AssertSqlSafe, Row as _};

/// A second way into the database of a test.
#[derive(Clone)]
pub(crate) struct Rows(AnyPool);

/// Every table, for searches through all that is stored.
pub(crate) const TABLES: [&str; 24] = [
    "tenant",
    "tenant_domain",
    "policy",
    "person",
    "person_group",
    "contact",
    "password_history",
    "challenge",
    "puzzle",
    "standing",
    "tally",
    "sign_in_guard",
    "outbox",
    "audit",
    "session",
    "question_answer",
    "authenticator",
    "helpdesk_pass",
    "passkey",
    "answered_request",
    "enrolment",
    "invitation",
    "password_reminder",
    "chore",
];

impl Rows {
    pub(super) async fn of(url: &str) -> Self {
        let pool = sqlx::any::AnyPoolOptions::new()
            .max_connections(2)
            .connect(url)
            .await;
        Self(pool.expect("the database of the test"))
    }

    /// Changes something behind the server's back.
    pub(crate) async fn change(&self, statement: &str) -> u64 {
        let done = sqlx::query(AssertSqlSafe(statement.to_owned()))
            .execute(&self.0)
            .await;
        done.expect("a statement").rows_affected()
    }

    /// A single number.
    pub(crate) async fn number(&self, statement: &str) -> i64 {
        let found = sqlx::query_scalar(AssertSqlSafe(statement.to_owned()))
            .fetch_one(&self.0)
            .await;
        found.expect("a number")
    }

    /// How many rows a table holds.
    pub(crate) async fn count(&self, table: &str) -> i64 {
        self.number(&format!("select count(*) from {table}")).await
    }

    /// How many rows each table holds, in the order of [`TABLES`].
    pub(crate) async fn sizes(&self) -> Vec<i64> {
        let counts = TABLES
            .map(|table| format!("(select count(*) from {table})"))
            .join(", ");
        let row = sqlx::query(AssertSqlSafe(format!("select {counts}")))
            .fetch_one(&self.0)
            .await;
        let row = row.expect("a row");
        (0..TABLES.len()).map(|i| row.get(i)).collect()
    }

    /// The first column, as text; nothing for null.
    pub(crate) async fn texts(&self, statement: &str) -> Vec<String> {
        let found = sqlx::query(AssertSqlSafe(statement.to_owned()))
            .fetch_all(&self.0)
            .await;
        let text = |row: &sqlx::any::AnyRow| {
            row.try_get::<Option<String>, _>(0)
                .expect("a text")
                .unwrap_or_default()
        };
        found.expect("rows").iter().map(text).collect()
    }

    /// Everything a table holds, as text, each row with its columns in their order.
    pub(crate) async fn dump(&self, table: &str) -> Vec<String> {
        let found = sqlx::query(AssertSqlSafe(format!("select * from {table}")))
            .fetch_all(&self.0)
            .await;
        let cell = |row: &sqlx::any::AnyRow, i| {
            let text = row.try_get::<Option<String>, _>(i).ok().flatten();
            let number = || {
                row.try_get::<Option<i64>, _>(i)
                    .ok()
                    .flatten()
                    .map(|n| n.to_string())
            };
            text.or_else(number).unwrap_or_default()
        };
        let line = |row: &sqlx::any::AnyRow| {
            (0..row.len())
                .map(|i| cell(row, i))
                .collect::<Vec<_>>()
                .join("|")
        };
        found.expect("rows").iter().map(line).collect()
    }
}

//! For load balancers and monitors.

use axum::extract::State;
use axum::http::StatusCode;

use super::Web;

/// `/healthz`: the process answers.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// `/readyz`: the database answers too; says how many messages wait.
pub(super) async fn ready(State(web): State<Web>) -> (StatusCode, String) {
    match web.services.store.waiting_messages().await {
        Ok(waiting) => (StatusCode::OK, format!("ok, {waiting} messages waiting\n")),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n".to_owned(),
            )
        }
    }
}

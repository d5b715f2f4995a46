//! For the machine that watches the process.

use axum::extract::State;
use axum::http::StatusCode;

use crate::state::AppState;

/// The process runs.
pub async fn health() -> &'static str {
    "ok"
}

/// The process can serve: its database answers.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match state.tools.database.ping().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::warn!(?error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
    }
}

//! Cross-site request forgery: a change must come from our own pages.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::middleware::Next;
use axum::response::Response;

use super::problem::{self, Asker};
use super::request::header_text;
use crate::state::AppState;

/// Refuses a change whose `Origin` is foreign or, without `Origin`, whose `Sec-Fetch-Site` is not `same-origin`.
pub async fn same_origin(State(state): State<AppState>, req: Request, next: Next) -> Response {
    let changes = !matches!(*req.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_ours(&state, &req) {
        return problem::elsewhere(Asker::of(&req));
    }
    next.run(req).await
}

fn is_ours(state: &AppState, req: &Request) -> bool {
    let headers = req.headers();
    let origin = header_text(headers, &ORIGIN);
    if !origin.is_empty() {
        // Where the portal is reached without a fixed name (development), the browser's own word for the host counts.
        let by_host = !state.config.is_https()
            && origin
                .strip_prefix("http://")
                .is_some_and(|host| host == header_text(headers, &HOST));
        return origin == state.config.base_url || by_host;
    }
    header_text(headers, &HeaderName::from_static("sec-fetch-site")) == "same-origin"
}

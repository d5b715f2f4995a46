//! The names that the portal answers to: a request for another one was sent to the wrong place, or is somebody's try to have us
//! name that place in an answer.

use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::http::{StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;

use super::problem::Asker;
use super::request::header_text;
use crate::state::AppState;

/// What a load balancer asks by address.
const BY_ADDRESS: [&str; 2] = ["/health", "/ready"];

/// Refuses a request for a name that is not ours (421, RFC 9110 §15.5.20).
pub async fn known_host(State(state): State<AppState>, req: Request, next: Next) -> Response {
    if BY_ADDRESS.contains(&req.uri().path()) || state.config.hosts.admit(host(&req)) {
        return next.run(req).await;
    }
    Asker::of(&req).answer(StatusCode::MISDIRECTED_REQUEST)
}

/// The name that was asked for: HTTP/2 has it in the address, HTTP/1.1 in a header.
fn host(req: &Request) -> &str {
    let address: &Uri = req.uri();
    address.host().unwrap_or_else(|| header_text(req.headers(), &HOST))
}

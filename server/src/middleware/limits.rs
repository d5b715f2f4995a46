//! Bounds on what one request may cost.

use std::time::Duration;

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::Limited;

use super::problem::Asker;
use super::request::header_text;

/// Most bytes of a form or call; files will have a limit of their own.
const BODY_BYTES: usize = 256 * 1024;
/// Longest time an answer may take to begin.
const SECONDS: u64 = 30;

/// Refuses a body that says it is too large, and cuts one that does not say so.
pub async fn body_limit(req: Request, next: Next) -> Response {
    let said = header_text(req.headers(), &header::CONTENT_LENGTH)
        .parse()
        .unwrap_or(0usize);
    if said > BODY_BYTES {
        return Asker::of(&req).answer(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let req = req.map(|body| axum::body::Body::new(Limited::new(body, BODY_BYTES)));
    next.run(req).await
}

/// Gives up on what takes too long.
pub async fn time_limit(req: Request, next: Next) -> Response {
    let late = Asker::of(&req);
    tokio::time::timeout(Duration::from_secs(SECONDS), next.run(req))
        .await
        .unwrap_or_else(|_| late.answer(StatusCode::SERVICE_UNAVAILABLE))
}

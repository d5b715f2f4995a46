//! Bounds on what one request may cost.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::{BodyExt, Limited};
use hyper::body::{Body as HttpBody, Frame};

use super::problem::Asker;
use super::request::header_text;

/// Most bytes of a form or call.
const BODY_BYTES: usize = 256 * 1024;
/// Longest time an answer may take to begin.
const SECONDS: u64 = 30;

/// The routes whose forms may bring a file.
const WITH_FILE: [&str; 2] = ["/account/photo", "/doctor/licence"];
/// Most bytes of such a form. More than any file may have: whoever chose one that is too large reads that at the field, and
/// a browser reads nothing before all of it is sent.
const FILE_BYTES: usize = 64 * 1024 * 1024;
/// Longest time such an answer may take to begin: a file of the largest size at one megabit a second.
const FILE_SECONDS: u64 = 120;
/// How long what is left of such a form is taken in and thrown away.
const REST_SECONDS: u64 = 60;

fn brings_file(req: &Request) -> bool {
    WITH_FILE.contains(&req.uri().path())
}

/// Refuses a body that says it is too large, and cuts one that does not say so.
pub async fn body_limit(req: Request, next: Next) -> Response {
    let with_file = brings_file(&req);
    let most = if with_file { FILE_BYTES } else { BODY_BYTES };
    let said = header_text(req.headers(), &header::CONTENT_LENGTH)
        .parse()
        .unwrap_or(0usize);
    if said > most {
        return Asker::of(&req).answer(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let req = req.map(|body| Body::new(Limited::new(body, most)));
    if !with_file {
        return next.run(req).await;
    }
    let (parts, body) = req.into_parts();
    let rest = Rest(Arc::new(Mutex::new(body)));
    let response = next.run(Request::from_parts(parts, Body::new(rest.clone()))).await;
    rest.take_in().await;
    response
}

/// Gives up on what takes too long.
pub async fn time_limit(req: Request, next: Next) -> Response {
    let late = Asker::of(&req);
    let seconds = if brings_file(&req) { FILE_SECONDS } else { SECONDS };
    tokio::time::timeout(Duration::from_secs(seconds), next.run(req))
        .await
        .unwrap_or_else(|_| late.answer(StatusCode::SERVICE_UNAVAILABLE))
}

/// A body of which something may be left when its answer is ready.
#[derive(Clone)]
struct Rest(Arc<Mutex<Body>>);

impl Rest {
    /// Takes in what is left, as browsers want it, and drops it.
    async fn take_in(mut self) {
        let all = async { while let Some(Ok(_)) = self.frame().await {} };
        let _ = tokio::time::timeout(Duration::from_secs(REST_SECONDS), all).await;
    }
}

impl HttpBody for Rest {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Pin::new(&mut *body).poll_frame(context)
    }
}

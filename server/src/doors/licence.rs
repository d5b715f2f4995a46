//! Documents about a doctor's licence: handed in, taken back, and read by their owner and by staff who verify doctors.

use axum::Extension;
use axum::extract::{Path, Request};
use axum::response::Response;
use domain::files::{LICENCE, RemoveDocument};
use services::doctors;
use services::error::Result;
use services::files::Content;
use services::scope::Scope;

use super::files::attachment;
use super::photos::known;
use super::upload;
use crate::middleware::problem::{self, Asker};
use crate::session::Posted;

/// `POST /doctor/licence`
pub async fn add(req: Request) -> Response {
    upload::receive(req, &LICENCE, doctors::add_document, "/doctor/licence?done=added").await
}

/// `POST /doctor/licence/remove`
pub async fn remove(posted: Posted<RemoveDocument>) -> Response {
    let done = doctors::remove_document(&posted.scope, &posted.form).await;
    posted.go_on(done, "/doctor/licence?done=removed").await
}

/// `GET /doctor/licence/{id}`: one's own.
pub async fn own(Extension(scope): Extension<Scope>, Path(id): Path<String>, req: Request) -> Response {
    let document = async { doctors::own_document(&scope, known(&id)?).await };
    handed_over(document.await, &req)
}

/// `GET /admin/doctors/documents/{id}`: any doctor's.
pub async fn any(Extension(scope): Extension<Scope>, Path(id): Path<String>, req: Request) -> Response {
    let document = async { doctors::document(&scope, known(&id)?).await };
    handed_over(document.await, &req)
}

fn handed_over(document: Result<Content>, req: &Request) -> Response {
    match document {
        Ok(content) => attachment(content),
        Err(error) => problem::refused(&Asker::of(req), &error),
    }
}

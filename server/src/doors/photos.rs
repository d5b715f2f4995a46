//! Photos of people: set, removed, and shown to whoever may see them.

use axum::Extension;
use axum::extract::{Path, Query, Request};
use axum::response::Response;
use domain::files::PHOTO;
use domain::id::FileId;
use serde::Deserialize;
use services::error::{Error, Result};
use services::files::Content;
use services::photos::{self, Size};
use services::scope::Scope;

use super::files::{Kept, picture};
use super::upload;
use crate::middleware::problem::{self, Asker};
use crate::session::Posted;
use crate::session::verify::Nothing;

/// `?size=small` for lists.
#[derive(Deserialize)]
pub struct Form {
    #[serde(default)]
    size: String,
}

impl Form {
    fn size(&self) -> Size {
        if self.size == "small" { Size::Small } else { Size::Large }
    }
}

/// `POST /account/photo`
pub async fn set(req: Request) -> Response {
    upload::receive(req, &PHOTO, photos::set, "/account/photo?done=saved").await
}

/// `POST /account/photo/remove`
pub async fn remove(posted: Posted<Nothing>) -> Response {
    let done = photos::remove(&posted.scope).await;
    posted.go_on(done, "/account/photo?done=removed").await
}

/// `GET /account/photo/{id}`: one's own.
pub async fn own(
    Extension(scope): Extension<Scope>,
    Path(id): Path<String>,
    Query(form): Query<Form>,
    req: Request,
) -> Response {
    let photo = async { photos::own(&scope, known(&id)?, form.size()).await };
    shown(photo.await, Kept::Never, &req)
}

/// `GET /photo/{id}`: that of a doctor who can be found.
pub async fn public(
    Extension(scope): Extension<Scope>,
    Path(id): Path<String>,
    Query(form): Query<Form>,
    req: Request,
) -> Response {
    let photo = async { photos::public(&scope, known(&id)?, form.size()).await };
    shown(photo.await, Kept::ForADay, &req)
}

/// `GET /doctor/photo/{id}`: that of a patient of the doctor.
pub async fn of_patient(
    Extension(scope): Extension<Scope>,
    Path(id): Path<String>,
    Query(form): Query<Form>,
    req: Request,
) -> Response {
    let photo = async { photos::of_patient(&scope, known(&id)?, form.size()).await };
    shown(photo.await, Kept::Never, &req)
}

/// `GET /admin/photo/{id}`: that of anybody, for staff who look after people.
pub async fn of_person(
    Extension(scope): Extension<Scope>,
    Path(id): Path<String>,
    Query(form): Query<Form>,
    req: Request,
) -> Response {
    let photo = async { photos::of_person(&scope, known(&id)?, form.size()).await };
    shown(photo.await, Kept::Never, &req)
}

/// The id in an address; one that cannot exist is one that does not.
pub(super) fn known(id: &str) -> Result<FileId> {
    id.parse().map_err(|_| Error::NotFound)
}

fn shown(photo: Result<Content>, kept: Kept, req: &Request) -> Response {
    match photo {
        Ok(content) => picture(content, kept),
        Err(error) => problem::refused(&Asker::of(req), &error),
    }
}

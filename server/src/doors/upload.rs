//! A form with a file, read while it comes and no further than the file may be large.

use std::time::Duration;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect, Response};
use domain::files::Taken;
use services::error::Error;
use services::files::{self, Upload};
use services::scope::Scope;
use tokio::time::timeout;

use crate::middleware::request::header_text;
use crate::session::WayBack;

/// How browsers send a form with files.
const FORM: &str = "multipart/form-data";
/// Longest wait for the next piece of a form.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads the form of a request and does with its file what `use_case` does; then goes on to `to`, or back to the form. The
/// file is the one in the field of `taken`; one byte more than it may have shows that it is too large.
pub async fn receive<F>(req: Request, taken: &Taken, use_case: F, to: &str) -> Response
where
    F: AsyncFnOnce(&Scope, Upload) -> Result<(), Error>,
{
    let way = match WayBack::of(&req) {
        Ok(way) => way,
        Err(response) => return response,
    };
    if !header_text(req.headers(), &CONTENT_TYPE).starts_with(FORM) {
        return way.answer(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    if let Err(error) = files::count_upload(way.scope()).await {
        return way.send_back(Vec::new(), error).await;
    }
    let Ok(form) = Multipart::from_request(req, &()).await else {
        return way.answer(StatusCode::BAD_REQUEST);
    };
    let upload = match file_of(form, taken).await {
        Ok(upload) => upload,
        Err(status) => return way.answer(status),
    };
    match use_case(way.scope(), upload).await {
        Ok(()) => Redirect::to(to).into_response(),
        Err(error) => way.send_back(Vec::new(), error).await,
    }
}

/// The file in the field; none when the form has no such field.
async fn file_of(mut form: Multipart, taken: &Taken) -> Result<Upload, StatusCode> {
    while let Some(field) = in_time(form.next_field()).await? {
        if field.name() == Some(taken.field) {
            return file(field, taken.bytes()).await;
        }
    }
    Ok(Upload::default())
}

async fn file(mut field: Field<'_>, most: usize) -> Result<Upload, StatusCode> {
    let mut upload = Upload {
        name: field.file_name().unwrap_or_default().to_owned(),
        content: Vec::new(),
    };
    while let Some(piece) = in_time(field.chunk()).await? {
        let room = most + 1 - upload.content.len();
        upload.content.extend_from_slice(&piece[..piece.len().min(room)]);
        if upload.content.len() > most {
            break;
        }
    }
    Ok(upload)
}

/// The next piece of a form; clients that let us wait, and what is no form, get no further.
async fn in_time<T>(piece: impl Future<Output = Result<T, MultipartError>>) -> Result<T, StatusCode> {
    match timeout(PATIENCE, piece).await {
        Ok(piece) => piece.map_err(|error| error.status()),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

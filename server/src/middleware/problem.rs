//! Answers for what went wrong outside of a page: plain words for people, the app's error for its own code.

use std::any::Any;

use app::error::AppError;
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use services::error::Error;
use services::scope::RequestMeta;
use uuid::Uuid;
use words::Language;

use super::request::{header_text, visitors_language, visitors_theme};

/// Who gets an answer, and in which form: all that is left when the request itself is used up.
#[derive(Clone, Copy, Debug)]
pub struct Asker {
    page: bool,
    reference: Option<Uuid>,
    language: Language,
}

impl Asker {
    /// The asker of a request.
    #[must_use]
    pub fn of(req: &Request) -> Self {
        let meta = req.extensions().get::<RequestMeta>();
        Self {
            page: header_text(req.headers(), &header::ACCEPT).contains("text/html"),
            reference: meta.map(|meta| meta.id),
            language: meta.map_or_else(visitors_language, |meta| meta.language),
        }
    }

    /// Whether the answer is for a person's eyes.
    #[must_use]
    pub fn wants_page(self) -> bool {
        self.page
    }

    /// A page or the app's error, whichever was asked for.
    #[must_use]
    pub fn answer(self, status: StatusCode) -> Response {
        if self.page {
            html(status, self.reference, self.language)
        } else {
            call(status, self.reference)
        }
    }
}

/// The answer to a form that did not come from one of our own pages.
#[must_use]
pub fn elsewhere(asker: Asker) -> Response {
    if asker.page {
        let page = app::plain::elsewhere(asker.language, visitors_theme());
        (StatusCode::FORBIDDEN, Html(page)).into_response()
    } else {
        (StatusCode::FORBIDDEN, Json(AppError::Elsewhere)).into_response()
    }
}

/// Stands in an answer that waits until the person has confirmed who they are: the guard leads them there.
#[derive(Clone, Copy, Debug)]
pub struct ConfirmFirst;

/// What a use case answered instead of its result. A failure of ours is logged here and shown as a reference.
pub fn refused(asker: &Asker, error: &Error) -> Response {
    let status = match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden | Error::ConfirmFirst => StatusCode::FORBIDDEN,
        Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        // Of an address: forms tell at the field.
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict(_) | Error::Internal(_) => {
            tracing::error!(?error, "a request failed");
            if error.is_unavailable() {
                StatusCode::SERVICE_UNAVAILABLE
            } else {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    };
    let mut response = asker.answer(status);
    if matches!(error, Error::ConfirmFirst) {
        response.extensions_mut().insert(ConfirmFirst);
    }
    response
}

/// A failure of ours where the request is gone already.
pub fn logged(error: &anyhow::Error) -> Response {
    tracing::error!(?error, "a request failed");
    html(StatusCode::INTERNAL_SERVER_ERROR, None, visitors_language())
}

/// A known path asked in a way it does not know.
pub async fn method_not_allowed(req: Request) -> Response {
    Asker::of(&req).answer(StatusCode::METHOD_NOT_ALLOWED)
}

/// A panic in a handler: the process lives on, the transaction was rolled back.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
pub fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or(panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = said, "a handler panicked");
    html(StatusCode::INTERNAL_SERVER_ERROR, None, visitors_language())
}

fn call(status: StatusCode, reference: Option<Uuid>) -> Response {
    let error = match status {
        StatusCode::UNAUTHORIZED => AppError::SignIn,
        StatusCode::FORBIDDEN => AppError::Forbidden,
        StatusCode::INTERNAL_SERVER_ERROR | StatusCode::SERVICE_UNAVAILABLE => AppError::Internal {
            reference: reference.map(|id| id.to_string()).unwrap_or_default(),
        },
        _ => AppError::NotFound,
    };
    (status, Json(error)).into_response()
}

fn html(status: StatusCode, reference: Option<Uuid>, language: Language) -> Response {
    let reference = reference.map(|id| id.to_string());
    let page = app::plain::problem(language, visitors_theme(), status.as_u16(), reference.as_deref());
    let mut response = (status, Html(page)).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

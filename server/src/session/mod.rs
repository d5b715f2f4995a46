//! Sign-in, registration, recovery: plain forms with a full page load. No password goes through a server function.

pub mod acting;
pub mod backend;
pub mod carer;
pub mod confirm;
pub mod device;
pub mod email;
pub mod emergency;
pub mod factor;
pub mod invitation;
pub mod language;
pub mod mailed;
pub mod passkeys;
pub mod password;
pub mod record;
pub mod register;
pub mod sign_in;
pub mod theme;
pub mod verify;

use app::error::AppError;
use app::ui::form::PostedForm;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use serde::de::DeserializeOwned;
use services::error::Error;
use services::scope::Scope;
use tower_sessions::Session;

use crate::middleware::guard::{confirm_then, named_page};
use crate::middleware::problem::Asker;
use crate::middleware::request::header_text;
use crate::middleware::{forms, problem};

/// How browsers send a form without files.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// A form as it was posted, with what is needed to act on it or to send it back.
pub struct Posted<T> {
    pub scope: Scope,
    pub session: Session,
    pub form: T,
    way: WayBack,
    body: Bytes,
}

/// The way back to a form that could not be done.
#[derive(Clone)]
pub struct WayBack {
    scope: Scope,
    session: Session,
    action: String,
    page: Uri,
    asker: Asker,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Posted<T> {
    type Rejection = Response;

    async fn from_request(req: Request, _: &S) -> Result<Self, Response> {
        let way = WayBack::of(&req)?;
        if !header_text(req.headers(), &CONTENT_TYPE).starts_with(FORM) {
            return Err(way.asker.answer(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let Ok(body) = axum::body::to_bytes(req.into_body(), usize::MAX).await else {
            return Err(way.asker.answer(StatusCode::PAYLOAD_TOO_LARGE));
        };
        let Ok(form) = serde_qs::Config::new(1, false).deserialize_bytes(&body) else {
            return Err(way.asker.answer(StatusCode::BAD_REQUEST));
        };
        Ok(Self {
            scope: way.scope.clone(),
            session: way.session.clone(),
            form,
            way,
            body,
        })
    }
}

impl<T> Posted<T> {
    /// Sends the person back to the form, with what was typed and what is wrong. Who did not ask for a page gets the
    /// error itself.
    pub async fn send_back(self, error: Error) -> Response {
        self.way.send_back(forms::typed(&self.body), error).await
    }

    /// The page with the form.
    #[must_use]
    pub fn back(&self) -> String {
        self.way.page.to_string()
    }

    /// Goes on to `to`, or back to the form on an error.
    pub async fn go_on(self, done: Result<(), Error>, to: &str) -> Response {
        match done {
            Ok(()) => Redirect::to(to).into_response(),
            Err(error) => self.send_back(error).await,
        }
    }
}

impl WayBack {
    /// The way back for a form that this request brings.
    ///
    /// # Errors
    /// The answer to a request that the guard did not let in.
    #[expect(clippy::result_large_err, reason = "an answer is what the caller gives on")]
    pub fn of(req: &Request) -> Result<Self, Response> {
        let asker = Asker::of(req);
        let extensions = req.extensions();
        let (Some(scope), Some(session)) = (extensions.get::<Scope>(), extensions.get::<Session>()) else {
            return Err(asker.answer(StatusCode::INTERNAL_SERVER_ERROR));
        };
        Ok(Self {
            scope: scope.clone(),
            session: session.clone(),
            action: req.uri().path().to_owned(),
            page: named_page(req).unwrap_or_else(|| form_page(req)),
            asker,
        })
    }

    /// Who sent the form.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// A plain answer about the form as a whole.
    #[must_use]
    pub fn answer(&self, status: StatusCode) -> Response {
        self.asker.answer(status)
    }

    /// Sends the person back to the form, with `values` as typed and what is wrong. Who did not ask for a page gets the
    /// error itself.
    pub async fn send_back(self, values: Vec<(String, String)>, error: Error) -> Response {
        if error.is_unavailable() {
            return problem::refused(&self.asker, &error);
        }
        let error = app::caller::to_app_error(&self.scope, error).await;
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if !self.asker.wants_page() {
            return (status, Json(error)).into_response();
        }
        let confirm_first = error == AppError::ConfirmFirst;
        if matches!(error, AppError::Internal { .. } | AppError::Forbidden) {
            return self.asker.answer(status);
        }
        let form = PostedForm {
            action: self.action,
            values,
            error,
        };
        match forms::keep(&self.session, &self.scope, &self.page, form, None).await {
            Ok(()) if confirm_first => Redirect::to(&confirm_then(&self.page)).into_response(),
            Ok(()) => Redirect::to(&self.page.to_string()).into_response(),
            Err(error) => problem::logged(&error),
        }
    }
}

/// The page with the form, where the browser did not name it: nearly every form lies at the address it posts to.
fn form_page(req: &Request) -> Uri {
    let path = match req.uri().path() {
        "/account/password" | "/account/email" => "/account",
        "/verify-again" => mailed::PAGE,
        "/sign-in/passkey" => "/sign-in",
        "/account/confirm/passkey" => "/account/confirm",
        "/account/passkeys/remove" => "/account/passkeys",
        "/account/photo/remove" => "/account/photo",
        "/doctor/licence/remove" => "/doctor/licence",
        "/doctor/emergency" => "/doctor/patients/emergency",
        "/account/second-factor/start" | "/account/second-factor/off" => "/account/second-factor",
        "/account/second-factor/kept" => "/account/second-factor/codes",
        "/account/act" => "/account/caring",
        "/language" | "/theme" => "/",
        path => path,
    };
    path.parse().unwrap_or_else(|_| Uri::from_static("/"))
}

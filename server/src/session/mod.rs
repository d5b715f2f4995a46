//! Sign-in, registration, recovery: plain forms with a full page load. No password goes through a server function.

pub mod backend;
pub mod password;
pub mod register;
pub mod sign_in;
pub mod verify;

use app::error::AppError;
use app::ui::form::PostedForm;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use serde::de::DeserializeOwned;
use services::error::Error;
use services::scope::Scope;
use tower_sessions::Session;

use crate::middleware::guard::page_before;
use crate::middleware::problem::Asker;
use crate::middleware::{forms, problem};

/// A form as it was posted, with what is needed to act on it or to send it back.
pub struct Posted<T> {
    pub scope: Scope,
    pub session: Session,
    pub form: T,
    action: String,
    back: Uri,
    body: Bytes,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Posted<T> {
    type Rejection = Response;

    async fn from_request(req: Request, _: &S) -> Result<Self, Response> {
        let (Some(scope), Some(session)) = (
            req.extensions().get::<Scope>().cloned(),
            req.extensions().get::<Session>().cloned(),
        ) else {
            return Err(Asker::of(&req).answer(StatusCode::INTERNAL_SERVER_ERROR));
        };
        let action = req.uri().path().to_owned();
        let back = page_before(&req);
        let asker = Asker::of(&req);
        let Ok(body) = axum::body::to_bytes(req.into_body(), usize::MAX).await else {
            return Err(asker.answer(StatusCode::PAYLOAD_TOO_LARGE));
        };
        let Ok(form) = serde_qs::Config::new(1, false).deserialize_bytes(&body) else {
            return Err(asker.answer(StatusCode::BAD_REQUEST));
        };
        Ok(Self {
            scope,
            session,
            form,
            action,
            back,
            body,
        })
    }
}

impl<T> Posted<T> {
    /// Sends the person back to the form, with what was typed and what is wrong.
    pub async fn send_back(self, error: Error) -> Response {
        let error = app::caller::to_app_error(&self.scope, error).await;
        if matches!(error, AppError::Internal { .. }) {
            return problem::logged(&anyhow::anyhow!("a form could not be answered"));
        }
        let form = PostedForm {
            action: self.action,
            values: forms::typed(&self.body),
            error,
        };
        match forms::keep(&self.session, &self.scope, &self.back, form).await {
            Ok(()) => Redirect::to(&self.back.to_string()).into_response(),
            Err(error) => problem::logged(&error),
        }
    }

    /// Goes on to `to`, or back to the form on an error.
    pub async fn go_on(self, done: Result<(), Error>, to: &str) -> Response {
        match done {
            Ok(()) => Redirect::to(to).into_response(),
            Err(error) => self.send_back(error).await,
        }
    }
}

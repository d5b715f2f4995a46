//! Moving to another e-mail address. The link opens a page; only its button moves the account.

use axum::extract::{FromRequest, Path, Request};
use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::ChangeEmail;
use services::accounts::email;
use services::error::Error;

use super::Posted;
use super::verify::Nothing;

/// `POST /account/email`
pub async fn change(posted: Posted<ChangeEmail>) -> Response {
    let current = posted.session.id().map(|id| id.to_string());
    let done = email::ask(&posted.scope, &posted.form, current.as_deref()).await;
    posted.go_on(done, "/account?asked=email").await
}

/// `POST /confirm-email/{token}`
pub async fn confirm(Path(token): Path<String>, req: Request) -> Response {
    let posted = match Posted::<Nothing>::from_request(req, &()).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match email::confirm(&posted.scope, &token).await {
        Err(Error::NotFound) => Redirect::to("/confirm-email/expired").into_response(),
        done => posted.go_on(done, "/account?changed=email").await,
    }
}

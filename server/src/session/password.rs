//! Forgotten, reset and changed passwords.

use axum::extract::{FromRequest, Path, Request};
use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::{ChangePassword, ForgottenPassword, ResetPassword};
use services::accounts::recovery;
use services::error::Error;

use super::backend::{AuthSession, User};
use super::{Posted, mailed};
use crate::middleware::problem;

/// `POST /forgotten-password`
pub async fn forgotten(posted: Posted<ForgottenPassword>) -> Response {
    let done = recovery::ask(&posted.scope, &posted.form).await;
    let email = posted.form.email.clone();
    mailed::go_on(posted, done, &email, "?for=password").await
}

/// `POST /reset-password/{token}`
pub async fn reset(Path(token): Path<String>, req: Request) -> Response {
    let posted = match Posted::<ResetPassword>::from_request(req, &()).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match recovery::reset(&posted.scope, &token, &posted.form).await {
        Ok(()) => Redirect::to("/sign-in?reset=1").into_response(),
        Err(Error::NotFound) => Redirect::to("/reset-password/expired").into_response(),
        Err(error) => posted.send_back(error).await,
    }
}

/// `POST /account/password`: every other session ends; this one goes on, under a new id.
pub async fn change(mut auth: AuthSession, posted: Posted<ChangePassword>) -> Response {
    let current = posted.session.id().map(|id| id.to_string());
    let identity = match recovery::change(&posted.scope, &posted.form, current.as_deref()).await {
        Ok(identity) => identity,
        Err(error) => return posted.send_back(error).await,
    };
    let renewed = async {
        auth.session.cycle_id().await?;
        auth.login(&User(identity))
            .await
            .map_err(|error| anyhow::anyhow!("{error}"))
    };
    match renewed.await {
        Ok(()) => Redirect::to("/account?changed=password").into_response(),
        Err(error) => problem::logged(&error),
    }
}

//! Joining the staff by a mailed link. The link opens a page; only its button joins.

use axum::extract::{FromRequest, Path, Request};
use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::ResetPassword;
use services::error::Error;
use services::invitations::{self, Joined};

use super::Posted;
use super::backend::AuthSession;

/// `POST /invitation/{token}`: whoever is signed in accepts as themselves, everybody else with a new password.
pub async fn join(Path(token): Path<String>, auth: AuthSession, req: Request) -> Response {
    let posted = match Posted::<ResetPassword>::from_request(req, &()).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    let to = match &auth.user {
        Some(user) => invitations::accept(&posted.scope, &token, &user.0)
            .await
            .map(|()| "/admin".to_owned()),
        None => invitations::join(&posted.scope, &token, &posted.form)
            .await
            .map(|joined| match joined {
                Joined::SignIn => "/sign-in?joined=1".to_owned(),
                Joined::AcceptSignedIn => format!("/sign-in?next=/invitation/{token}"),
            }),
    };
    match to {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(Error::NotFound) => Redirect::to("/invitation/expired").into_response(),
        Err(error) => posted.send_back(error).await,
    }
}

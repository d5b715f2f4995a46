//! Taking a record over by a mailed link. The link opens a page; only its button takes it.

use axum::extract::{FromRequest, Path, Request};
use axum::response::{IntoResponse, Redirect, Response};
use domain::records::ClaimRecord;
use services::error::Error;
use services::records::{self, Claimed};

use super::Posted;
use super::backend::AuthSession;

/// `POST /record/{token}`: whoever is signed in takes it to their account, everybody else to a new one.
pub async fn claim(Path(token): Path<String>, auth: AuthSession, req: Request) -> Response {
    let posted = match Posted::<ClaimRecord>::from_request(req, &()).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    let whose = auth.user.as_ref().map(|user| &user.0);
    let to = match records::claim(&posted.scope, &token, &posted.form, whose).await {
        Ok(Claimed::Own) => "/patient".to_owned(),
        Ok(Claimed::SignIn) => "/sign-in?record=1".to_owned(),
        Ok(Claimed::SignInFirst) => format!("/sign-in?next=/record/{token}"),
        Err(Error::NotFound) => "/record/expired".to_owned(),
        Err(error) => return posted.send_back(error).await,
    };
    Redirect::to(&to).into_response()
}

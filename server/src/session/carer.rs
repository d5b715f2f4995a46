//! Agreeing to act for a patient by a mailed link. The link opens a page; only its button agrees.

use axum::extract::{FromRequest, Path, Request};
use axum::response::{IntoResponse, Redirect, Response};
use domain::records::ClaimRecord;
use services::carers::{self, Accepted};
use services::error::Error;

use super::Posted;
use super::backend::AuthSession;

/// `POST /carer/{token}`: whoever is signed in agrees with their account, everybody else with a new one.
pub async fn accept(Path(token): Path<String>, auth: AuthSession, req: Request) -> Response {
    let posted = match Posted::<ClaimRecord>::from_request(req, &()).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    let whose = auth.user.as_ref().map(|user| &user.0);
    let to = match carers::accept(&posted.scope, &token, &posted.form, whose).await {
        Ok(Accepted::Own) => "/account/caring?done=accepted".to_owned(),
        Ok(Accepted::SignIn) => "/sign-in?carer=1".to_owned(),
        Ok(Accepted::SignInFirst) => format!("/sign-in?next=/carer/{token}"),
        Err(Error::NotFound) => "/carer/expired".to_owned(),
        Err(error) => return posted.send_back(error).await,
    };
    Redirect::to(&to).into_response()
}

//! Confirming an e-mail address. The link opens a page; only its button confirms.

use axum::extract::{FromRequest, Path, Request};
use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::ForgottenPassword;
use serde::Deserialize;
use services::accounts::verify::{self, Confirmed};
use services::error::Error;

use super::{Posted, mailed};

/// A form with nothing but its button.
#[derive(Deserialize)]
pub struct Nothing {}

/// `POST /verify/{token}`
pub async fn verify(Path(token): Path<String>, req: Request) -> Response {
    let posted = match Posted::<Nothing>::from_request(req, &()).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match verify::confirm(&posted.scope, &token).await {
        Ok(Confirmed::SignIn(next)) => {
            let next = next.map(|next| ("next", next));
            let query = [("verified", "1".to_owned())].into_iter().chain(next);
            let query: Vec<_> = query.collect();
            let query = serde_urlencoded::to_string(query).unwrap_or_default();
            Redirect::to(&format!("/sign-in?{query}")).into_response()
        }
        Ok(Confirmed::ChoosePassword(secret)) => {
            Redirect::to(&format!("/reset-password/{secret}?verified=1")).into_response()
        }
        Err(Error::NotFound) => Redirect::to("/verify/expired").into_response(),
        Err(error) => posted.send_back(error).await,
    }
}

/// `POST /verify-again`
pub async fn send_again(posted: Posted<ForgottenPassword>) -> Response {
    let done = verify::send_again(&posted.scope, &posted.form).await;
    let email = posted.form.email.clone();
    mailed::go_on(posted, done, &email, "?again=1").await
}

//! Confirming who one is, before something that matters.

use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::ConfirmIdentity;
use domain::values::local_path;
use services::accounts::step_up::{self, Confirmation};
use services::error::Error;

use super::Posted;
use crate::middleware::problem;

/// `POST /account/confirm`: then the page that asked for it is shown again.
pub async fn confirm(posted: Posted<ConfirmIdentity>) -> Response {
    let session = posted.session.id().map(|id| id.to_string());
    let confirmed = step_up::confirm(&posted.scope, &posted.form, session.as_deref()).await;
    let next = posted.form.next.clone();
    go_on_confirmed(posted, confirmed, &next).await
}

/// The session keeps that somebody confirmed who they are, and the page that asked for it is shown again, or the account's.
pub(super) async fn go_on_confirmed<T>(
    posted: Posted<T>,
    confirmed: Result<Confirmation, Error>,
    next: &str,
) -> Response {
    let confirmation = match confirmed {
        Ok(confirmation) => confirmation,
        Err(error) => return posted.send_back(error).await,
    };
    match posted.session.insert(Confirmation::KEY, confirmation).await {
        Ok(()) => Redirect::to(&local_path(next).unwrap_or_else(|| "/account".to_owned())).into_response(),
        Err(error) => problem::logged(&error.into()),
    }
}

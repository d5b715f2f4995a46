//! Confirming who one is, before something that matters.

use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::ConfirmIdentity;
use services::accounts::step_up::{self, Confirmation};

use super::Posted;
use crate::middleware::problem;

/// `POST /account/confirm`: then the page that asked for it is shown again.
pub async fn confirm(posted: Posted<ConfirmIdentity>) -> Response {
    let session = posted.session.id().map(|id| id.to_string());
    let confirmed = step_up::confirm(&posted.scope, &posted.form, session.as_deref()).await;
    let confirmation = match confirmed {
        Ok(confirmation) => confirmation,
        Err(error) => return posted.send_back(error).await,
    };
    match posted.session.insert(Confirmation::KEY, confirmation).await {
        Ok(()) => Redirect::to(&posted.form.next()).into_response(),
        Err(error) => problem::logged(&error.into()),
    }
}

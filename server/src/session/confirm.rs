//! Confirming who one is, before something that matters.

use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::ConfirmIdentity;
use domain::values::local_path;
use services::accounts::step_up::{self, Confirmation};
use services::error::Error;
use services::scope::Scope;
use services::sessions::{self, HOLDER};
use tower_sessions::Session;

use super::Posted;
use crate::middleware::problem;

/// `POST /account/confirm`: then the page that asked for it is shown again.
pub async fn confirm(posted: Posted<ConfirmIdentity>) -> Response {
    let session = posted.session.id().map(|id| id.to_string());
    let confirmed = step_up::confirm(&posted.scope, &posted.form, session.as_deref()).await;
    let next = posted.form.next.clone();
    go_on_confirmed(posted, confirmed, &next).await
}

/// The session keeps that somebody confirmed who they are, under a new id, and the page that asked for it is shown again, or
/// the account's.
pub(super) async fn go_on_confirmed<T>(
    posted: Posted<T>,
    confirmed: Result<Confirmation, Error>,
    next: &str,
) -> Response {
    let confirmation = match confirmed {
        Ok(confirmation) => confirmation,
        Err(error) => return posted.send_back(error).await,
    };
    match renew(&posted.scope, &posted.session, confirmation).await {
        Ok(()) => Redirect::to(&local_path(next).unwrap_or_else(|| "/account".to_owned())).into_response(),
        Err(error) => problem::logged(&error),
    }
}

/// Whoever knew the id of the session before knows none of the one that may do what matters (ASVS 7.2.4).
async fn renew(scope: &Scope, session: &Session, confirmation: Confirmation) -> anyhow::Result<()> {
    let holder = session.get(HOLDER).await?;
    if let (Some(id), Some(holder)) = (session.id(), holder) {
        let replaced = sessions::replace(scope, &id.to_string(), holder).await;
        let holder = replaced.map_err(|error| anyhow::anyhow!("{error:?}"))?;
        session.insert(HOLDER, holder).await?;
    }
    session.cycle_id().await?;
    session.insert(Confirmation::KEY, confirmation).await?;
    Ok(())
}

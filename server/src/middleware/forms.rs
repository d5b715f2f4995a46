//! Forms without script: a form posts to the same server function as the browser's own code, and the answer becomes a page.
//!
//! Success is a 303 to where the function says. An error keeps what was typed, sealed in the session for ten minutes, and
//! sends the person back to the form's own address, where the page shows both.

use app::error::{AppError, Done};
use app::ui::form::PostedForm;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use domain::conflict::Conflict;
use domain::id::AccountId;
use http_body_util::BodyExt;
use serde::{Deserialize, Serialize};
use services::scope::Scope;
use tower_sessions::Session;

use super::acting_for;
use super::guard::{confirm_then, is_local, page_before, session_of};
use super::problem::{self, Asker};
use crate::session::backend::{AuthSession, User};

/// Where a session keeps a form.
pub(super) const KEY: &str = "salve.posted";
/// Apart from the others: whoever mistypes a password does not lose the form that waits for it.
const PROOF_KEY: &str = "salve.posted.proof";
const MINUTES: i64 = 10;
/// Larger than every form that is filled as it is meant to be.
pub(super) const KEPT_BYTES: usize = 64 * 1024;

/// A form that could not be done, as the session keeps it.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    pub(super) page: String,
    pub(super) at: DateTime<Utc>,
    pub(super) form: PostedForm,
    /// For whom it waits, when their session was over before it came. Any other form belongs to whoever has the session.
    #[serde(default)]
    pub(super) owner: Option<AccountId>,
    /// For whom its page was made, if not for whoever typed it.
    #[serde(default)]
    pub(super) made_for: Option<String>,
}

/// Turns the answer of a server function into a page, when a browser without our script asked.
pub async fn answer_a_navigation(req: Request, next: Next) -> Response {
    let asker = Asker::of(&req);
    if !asker.wants_page() {
        return next.run(req).await;
    }
    let (Some(session), Some(scope)) = (session_of(&req), req.extensions().get::<Scope>().cloned()) else {
        return asker.answer(StatusCode::BAD_REQUEST);
    };
    let back = page_before(&req);
    let action = req.uri().path().to_owned();
    let mut made_for = acting_for::made_for(req.uri());
    let acting = req
        .extensions()
        .get::<AuthSession>()
        .and_then(|auth| auth.user.as_ref()?.acting());
    let (mut parts, body) = req.into_parts();
    let Ok(body) = body.collect().await else {
        return asker.answer(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let body = body.to_bytes();
    parts
        .headers
        .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;

    let status = response.status();
    let Ok(answer) = response.into_body().collect().await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let answer = answer.to_bytes();
    if status.is_success() {
        let to = serde_json::from_slice::<Done>(&answer).map_or_else(|_| back.to_string(), |done| done.to);
        return Redirect::to(if is_local(&to) { &to } else { "/" }).into_response();
    }
    let error = serde_json::from_slice::<AppError>(&answer).unwrap_or(AppError::NotFound);
    let confirm_first = error == AppError::ConfirmFirst;
    // What was typed for one person is not shown to another; that it was not done is.
    let another = matches!(
        error,
        AppError::Conflict(Conflict::ActingForAnother | Conflict::OnlyPreview)
    );
    if another {
        made_for = acting;
    }
    let form = PostedForm {
        action,
        values: if another { Vec::new() } else { typed(&body) },
        error,
    };
    match keep(&session, &scope, &back, form, made_for).await {
        Ok(()) if confirm_first => Redirect::to(&confirm_then(&back)).into_response(),
        Ok(()) => Redirect::to(&back.to_string()).into_response(),
        Err(error) => problem::logged(&error),
    }
}

/// Keeps a form with its errors for the page it came from.
///
/// # Errors
/// When the session can't be written.
pub async fn keep(
    session: &Session,
    scope: &Scope,
    page: &Uri,
    form: PostedForm,
    made_for: Option<String>,
) -> anyhow::Result<()> {
    let kept = Kept {
        page: page.path().to_owned(),
        at: scope.now(),
        form,
        owner: None,
        made_for,
    };
    session.insert(key(page.path()), kept).await?;
    Ok(())
}

/// Takes the form that belongs to `page` out of the session of `viewer`; it is shown once, and only to whom its page was made for.
pub async fn take(session: &Session, now: DateTime<Utc>, page: &str, viewer: Option<&User>) -> Option<PostedForm> {
    let kept: Kept = session.get(key(page)).await.ok().flatten()?;
    let account = viewer.map(|user| user.0.account);
    let acting = viewer.and_then(User::acting);
    let theirs = kept.owner.is_none_or(|owner| Some(owner) == account)
        && acting_for::is_for(&kept.form.action, kept.made_for.as_deref(), acting.as_deref());
    if kept.page != page || !theirs {
        return None;
    }
    let _ = session.remove_value(key(page)).await;
    (kept.at + TimeDelta::minutes(MINUTES) > now).then_some(kept.form)
}

/// Where a session keeps the form of a page: those by which people prove who they are stand apart.
pub(super) fn key(page: &str) -> &'static str {
    let proves = ["/account/confirm", "/sign-in", "/forgotten-password", "/reset-password"];
    if proves.iter().any(|proof| page.starts_with(proof)) {
        PROOF_KEY
    } else {
        KEY
    }
}

/// The typed pairs of a form, without passwords, codes and what devices answered. A body that no form of ours fills is not
/// kept: visitors could fill the session table with it.
#[must_use]
pub fn typed(body: &Bytes) -> Vec<(String, String)> {
    if body.len() > KEPT_BYTES {
        return Vec::new();
    }
    serde_urlencoded::from_bytes::<Vec<(String, String)>>(body)
        .unwrap_or_default()
        .into_iter()
        .filter(|(name, _)| !name.starts_with("password") && name != "code" && name != "credential")
        .collect()
}

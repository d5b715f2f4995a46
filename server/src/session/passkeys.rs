//! Passkeys: what a browser's device is asked, as JSON, and the plain forms that bring its answers.

use app::error::AppError;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::accounts::{AddPasskey, RemovePasskey, ShowPasskey};
use serde::Serialize;
use serde::de::DeserializeOwned;
use services::accounts::factor::Pending;
use services::accounts::passkeys::{self, Adding, Asked, Challenge};
use services::error::Result;
use services::scope::Scope;
use tower_sessions::Session;

use super::Posted;
use super::backend::{AuthSession, User};
use super::confirm::go_on_confirmed;
use super::sign_in::{Begun, begin, is_known, welcome};
use crate::middleware::problem;
use crate::state::AppState;

/// Where one's own passkeys are.
const PAGE: &str = "/account/passkeys";

/// `POST /account/passkeys/options`: what a device is asked that makes a passkey.
pub async fn adding_options(Extension(scope): Extension<Scope>, session: Session) -> Response {
    let begun = passkeys::begin_adding(&scope).await;
    hand_out(&scope, &session, Adding::KEY, begun).await
}

/// `POST /account/passkeys`: the passkey that the device made.
pub async fn add(posted: Posted<AddPasskey>) -> Response {
    let adding = take(&posted.session, Adding::KEY).await;
    let done = passkeys::add(&posted.scope, adding, &posted.form).await;
    posted.go_on(done, &format!("{PAGE}?done=added")).await
}

/// `POST /account/passkeys/remove`
pub async fn remove(posted: Posted<RemovePasskey>) -> Response {
    let done = passkeys::remove(&posted.scope, &posted.form).await;
    posted.go_on(done, &format!("{PAGE}?done=removed")).await
}

/// `POST /sign-in/passkey/options`: what a device is asked that holds a passkey.
pub async fn sign_in_options(Extension(scope): Extension<Scope>, session: Session) -> Response {
    let begun = passkeys::ask(&scope).await;
    hand_out(&scope, &session, Asked::SIGN_IN, begun).await
}

/// `POST /sign-in/passkey`: a sign-in with a passkey, instead of a password or instead of a code.
pub async fn sign_in(
    State(state): State<AppState>,
    headers: HeaderMap,
    mut auth: AuthSession,
    posted: Posted<ShowPasskey>,
) -> Response {
    let asked = take(&posted.session, Asked::SIGN_IN).await;
    let user = match passkeys::sign_in(&posted.scope, asked, &posted.form).await {
        Ok(identity) => User(identity),
        Err(error) => return posted.send_back(error).await,
    };
    // Whoever was asked for a code has said already where to go.
    let pending = posted.session.get::<Pending>(Pending::KEY).await.ok().flatten();
    let next = match pending {
        Some(pending) if posted.form.next.is_empty() => pending.next,
        _ => posted.form.next.clone(),
    };
    let begun = Begun {
        confirmed: true,
        new_device: !is_known(&state, &headers, &user.0),
    };
    match begin(&mut auth, &posted.scope, &user, begun).await {
        Ok(()) => welcome(&state, &headers, &next, &user.0),
        Err(error) => problem::logged(&error),
    }
}

/// `POST /account/confirm/passkey/options`: what a device is asked that holds a passkey of whoever is signed in.
pub async fn confirm_options(Extension(scope): Extension<Scope>, session: Session) -> Response {
    let begun = passkeys::ask(&scope).await;
    hand_out(&scope, &session, Asked::CONFIRM, begun).await
}

/// `POST /account/confirm/passkey`: confirming who one is with a passkey, instead of password and code.
pub async fn confirm(posted: Posted<ShowPasskey>) -> Response {
    let asked = take(&posted.session, Asked::CONFIRM).await;
    let confirmed = passkeys::confirm(&posted.scope, asked, &posted.form).await;
    let next = posted.form.next.clone();
    go_on_confirmed(posted, confirmed, &next).await
}

/// Keeps what belongs to the challenge in the session, and answers with what the browser is asked.
async fn hand_out<T: Serialize>(
    scope: &Scope,
    session: &Session,
    key: &str,
    challenge: Result<Challenge<T>>,
) -> Response {
    let Challenge { options, kept } = match challenge {
        Ok(challenge) => challenge,
        Err(error) => {
            let error: AppError = app::caller::to_app_error(scope, error).await;
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            return (status, Json(error)).into_response();
        }
    };
    match session.insert(key, kept).await {
        Ok(()) => Json(options).into_response(),
        Err(error) => problem::logged(&error.into()),
    }
}

/// What the session kept, which is good once. What does not read is as good as nothing.
async fn take<T: DeserializeOwned>(session: &Session, key: &str) -> Option<T> {
    session.remove(key).await.ok().flatten()
}

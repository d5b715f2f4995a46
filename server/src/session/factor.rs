//! The second step: its code at sign-in, and setting it up. Plain forms with a full page load.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::{ProveFactor, TurnOnFactor};
use services::accounts::factor::{self, NewCodes, Pending, Proven};
use services::error::Error;

use super::backend::{AuthSession, User};
use super::sign_in::{Begun, begin, is_known, welcome};
use super::verify::Nothing;
use super::{Posted, device};
use crate::middleware::problem;
use crate::state::AppState;

/// Where new recovery codes are shown.
const CODES: &str = "/account/second-factor/codes";

/// `POST /sign-in/code`: the second step of a sign-in whose password was right.
pub async fn prove(
    State(state): State<AppState>,
    headers: HeaderMap,
    mut auth: AuthSession,
    posted: Posted<ProveFactor>,
) -> Response {
    let pending = posted.session.get::<Pending>(Pending::KEY).await.ok().flatten();
    let Some(pending) = pending else {
        return Redirect::to("/sign-in?over=1").into_response();
    };
    let passed = async {
        let email = pending.email_folded(&posted.scope).await?;
        let browser = device::of(&headers, &state.config);
        factor::pass(
            &posted.scope,
            &pending,
            &posted.form,
            browser.known_to(&state.tools, &email),
        )
        .await
    };
    let Proven { identity, remember } = match passed.await {
        Ok(proven) => proven,
        Err(Error::NotFound) => return sign_in_anew(&posted).await,
        Err(error) => return posted.send_back(error).await,
    };
    let user = User(identity);
    let begun = Begun {
        confirmed: true,
        new_device: !is_known(&state, &headers, &user.0),
    };
    if let Err(error) = begin(&mut auth, &posted.scope, &user, begun).await {
        return problem::logged(&error);
    }
    let mut response = welcome(&state, &headers, &pending.next, &user.0);
    if remember {
        let trusted = device::trusted(&headers, &state.config);
        match trusted.remember(&posted.scope, &user.0).await {
            Ok(trusted) => device::keep_trusted(&mut response, &trusted, &state.config),
            Err(error) => return problem::logged(&anyhow::anyhow!("{error:?}")),
        }
    }
    response
}

/// It took too long, or there were too many wrong codes.
async fn sign_in_anew(posted: &Posted<ProveFactor>) -> Response {
    match posted.session.remove_value(Pending::KEY).await {
        Ok(_) => Redirect::to("/sign-in?over=1").into_response(),
        Err(error) => problem::logged(&error.into()),
    }
}

/// `POST /account/second-factor/start`: a key that waits for its first code.
pub async fn start(posted: Posted<Nothing>) -> Response {
    let done = factor::start(&posted.scope).await;
    posted.go_on(done, "/account/second-factor").await
}

/// `POST /account/second-factor`: the first code turns it on.
pub async fn turn_on(posted: Posted<TurnOnFactor>) -> Response {
    let done = factor::turn_on(&posted.scope, &posted.form).await;
    show_codes(posted, done, "?done=on").await
}

/// `POST /account/second-factor/codes`: new recovery codes.
pub async fn renew_codes(posted: Posted<Nothing>) -> Response {
    let done = factor::renew_codes(&posted.scope).await;
    show_codes(posted, done, "").await
}

/// `POST /account/second-factor/kept`: the new recovery codes need not be shown any more.
pub async fn kept(posted: Posted<Nothing>) -> Response {
    match posted.session.remove_value(NewCodes::KEY).await {
        Ok(_) => Redirect::to("/account/second-factor").into_response(),
        Err(error) => problem::logged(&error.into()),
    }
}

/// `POST /account/second-factor/off`
pub async fn turn_off(posted: Posted<Nothing>) -> Response {
    let done = factor::turn_off(&posted.scope).await;
    posted.go_on(done, "/account/second-factor?done=off").await
}

async fn show_codes<T>(posted: Posted<T>, done: Result<NewCodes, Error>, query: &str) -> Response {
    let codes = match done {
        Ok(codes) => codes.made_at(posted.scope.now()),
        Err(error) => return posted.send_back(error).await,
    };
    match posted.session.insert(NewCodes::KEY, codes).await {
        Ok(()) => Redirect::to(&format!("{CODES}{query}")).into_response(),
        Err(error) => problem::logged(&error.into()),
    }
}

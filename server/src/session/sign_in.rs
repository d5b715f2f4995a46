//! Sign-in and sign-out.

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::SignIn;
use domain::actor::Actor;
use domain::id::AccountId;
use services::accounts::factor::Pending;
use services::accounts::identity::{Area, Identity};
use services::accounts::sign_in;
use services::accounts::step_up::Confirmation;
use services::error::Error;
use services::scope::Scope;
use services::sessions::HOLDER;

use super::backend::{AuthSession, Credentials, Refused, User};
use super::{Posted, device};
use crate::middleware::guard::is_local;
use crate::middleware::{late, problem};
use crate::state::AppState;

/// `POST /sign-in`
pub async fn sign_in(
    State(state): State<AppState>,
    headers: HeaderMap,
    mut auth: AuthSession,
    posted: Posted<SignIn>,
) -> Response {
    let device = device::of(&headers, &state.config);
    let offered = Credentials {
        scope: posted.scope.clone(),
        form: posted.form.clone(),
        device: device
            .known_to_typed(&state.tools, &posted.form.email)
            .map(str::to_owned),
    };
    let user = match auth.authenticate(offered).await {
        Ok(Some(user)) => user,
        Ok(None) => return posted.send_back(Error::NotFound).await,
        Err(axum_login::Error::Backend(Refused(error))) => return posted.send_back(error).await,
        Err(error) => return problem::logged(&error.into()),
    };
    let let_off = device::trusted(&headers, &state.config).lets_off(&state.tools, &user.0);
    let pending = Pending::of(&posted.scope, &user.0, &posted.form.next);
    if let Some(pending) = pending.filter(|_| !let_off) {
        return wait_for_code(&auth, &pending, user.0.account).await;
    }
    let begun = Begun {
        // Who is let off the second step has not confirmed everything that the account asks for.
        confirmed: !let_off,
        new_device: !is_known(&state, &headers, &user.0),
    };
    match begin(&mut auth, &posted.scope, &user, begun).await {
        Ok(()) => welcome(&state, &headers, &posted.form.next, &user.0),
        Err(error) => problem::logged(&error),
    }
}

/// A new session that holds nobody yet, and the page that asks for the code.
async fn wait_for_code(auth: &AuthSession, pending: &Pending, account: AccountId) -> Response {
    let begun = async {
        let waits = late::waiting_for(&auth.session, account).await;
        auth.session.flush().await?;
        auth.session.cycle_id().await?;
        auth.session.insert(Pending::KEY, pending).await?;
        late::go_along(&auth.session, waits).await
    };
    match begun.await {
        Ok(()) => Redirect::to("/sign-in/code").into_response(),
        Err(error) => problem::logged(&error),
    }
}

/// Sends somebody on who has just signed in; the browser is known from now on.
pub(super) fn welcome(state: &AppState, headers: &HeaderMap, next: &str, who: &Identity) -> Response {
    let mut response = Redirect::to(destination(next, who)).into_response();
    let device = device::of(headers, &state.config).remember(&state.tools, &who.email_folded);
    device::keep(&mut response, &device, &state.config);
    response
}

/// Whether the browser has signed in to this account before.
pub(super) fn is_known(state: &AppState, headers: &HeaderMap, who: &Identity) -> bool {
    let device = device::of(headers, &state.config);
    device.known_to(&state.tools, &who.email_folded).is_some()
}

/// How a session came about.
#[derive(Clone, Copy)]
pub(super) struct Begun {
    /// Everything that the account asks for was proven.
    pub confirmed: bool,
    /// The browser has not signed in to this account before.
    pub new_device: bool,
}

/// A new session for a new person: of what a visitor's session held goes along only a form that waits for this very
/// account, its id least of all.
pub(super) async fn begin(auth: &mut AuthSession, scope: &Scope, user: &User, begun: Begun) -> anyhow::Result<()> {
    let failed = |error: Error| anyhow::anyhow!("{error:?}");
    let holder = sign_in::holder(scope, &user.0).await.map_err(failed)?;
    let waits = late::waiting_for(&auth.session, user.0.account).await;
    auth.session.flush().await?;
    // Flushing forgets the values, but the id only in the cookie, and `login` keeps the id of who is signed in already.
    auth.session.cycle_id().await?;
    auth.session.insert(HOLDER, holder).await?;
    late::go_along(&auth.session, waits).await?;
    if begun.confirmed {
        let confirmation = Confirmation::now(scope, user.0.account);
        auth.session.insert(Confirmation::KEY, confirmation).await?;
    }
    auth.login(user).await.map_err(|error| anyhow::anyhow!("{error}"))?;
    sign_in::note(scope, &user.0, begun.new_device).await.map_err(failed)
}

/// The page that asked for the sign-in, if this person has a place there; else where they begin.
fn destination<'a>(next: &'a str, who: &Identity) -> &'a str {
    let area = Area::of(next.split(['?', '#']).next().unwrap_or_default());
    let is_theirs = area == Area::Public || who.actor_in(area) != Actor::Anonymous;
    if is_local(next) && next != "/" && is_theirs {
        next
    } else {
        who.home()
    }
}

/// `POST /sign-out`
pub async fn sign_out(Extension(scope): Extension<Scope>, mut auth: AuthSession) -> Response {
    if let Some(user) = auth.user.clone()
        && let Err(error) = sign_in::note_end(&scope, &user.0).await
    {
        return problem::logged(&anyhow::anyhow!("{error:?}"));
    }
    match auth.logout().await {
        Ok(_) => {
            let mut response = Redirect::to("/sign-in?signed_out=1").into_response();
            response
                .headers_mut()
                .insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
            response
        }
        Err(error) => problem::logged(&error.into()),
    }
}

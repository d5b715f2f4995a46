//! Sign-in and sign-out.

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::SignIn;
use domain::actor::Actor;
use services::accounts::identity::{Area, Identity};
use services::accounts::sign_in;
use services::error::Error;
use services::scope::Scope;
use services::sessions::HOLDER;

use super::backend::{AuthSession, Credentials, Refused, User};
use super::{Posted, device};
use crate::middleware::guard::is_local;
use crate::middleware::problem;
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
    if let Err(error) = begin(&mut auth, &posted.scope, &user).await {
        return problem::logged(&error);
    }
    let mut response = Redirect::to(destination(&posted.form.next, &user.0)).into_response();
    let device = device.remember(&state.tools, &user.0.email_folded);
    device::keep(&mut response, &device, &state.config);
    response
}

/// A new session for a new person: nothing that a visitor's session held goes along, its id least of all.
async fn begin(auth: &mut AuthSession, scope: &Scope, user: &User) -> anyhow::Result<()> {
    let failed = |error: Error| anyhow::anyhow!("{error:?}");
    let holder = sign_in::holder(scope, &user.0).await.map_err(failed)?;
    auth.session.flush().await?;
    // Flushing forgets the values, but the id only in the cookie, and `login` keeps the id of who is signed in already.
    auth.session.cycle_id().await?;
    auth.session.insert(HOLDER, holder).await?;
    auth.login(user).await.map_err(|error| anyhow::anyhow!("{error}"))?;
    sign_in::note(scope, &user.0).await.map_err(failed)
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

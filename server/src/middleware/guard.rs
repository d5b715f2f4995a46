//! The policy of a route, asked before its door opens; whoever may pass gets a [`Scope`].

use axum::extract::{Request, State};
use axum::http::{HeaderName, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::actor::{Actor, Policy};
use services::accounts::identity::{ActingFor, Area, Identity};
use services::accounts::step_up::Confirmation;
use services::audit;
use services::scope::{RequestMeta, Scope};
use services::sessions;
use tower_sessions::Session;

use super::late;
use super::problem::{self, Asker, ConfirmFirst};
use super::request::{Template, header_text};
use crate::routes::{Door, Route};
use crate::session::backend::AuthSession;
use crate::state::AppState;

/// What the browser's script for live updates says of what it causes.
const BACKGROUND: HeaderName = HeaderName::from_static("x-background");

/// Runs the door if the route's policy admits the actor; otherwise says why not, without saying what is behind it.
pub async fn guard(State((state, route)): State<(AppState, Route)>, mut req: Request, next: Next) -> Response {
    prefer_the_accounts_language(&mut req);
    let scope = scope_of(&state, &req).await;
    let asker = Asker::of(&req);
    let session = signed_in(&req);
    let mut response = if route.policy.admits(scope.actor()) {
        if let Some((session, who)) = session
            && !is_background(&req)
            && let Err(error) = sessions::touch(&state.tools, &session, &who).await
        {
            return problem::refused(&asker, &error);
        }
        let here = req.uri().clone();
        req.extensions_mut().insert(scope);
        let response = next.run(req).await;
        if asker.wants_page() && response.extensions().get::<ConfirmFirst>().is_some() {
            Redirect::to(&confirm_then(&here)).into_response()
        } else {
            response
        }
    } else if session.is_none() {
        ask_to_sign_in(&state, &route, req).await
    } else if chose_somebody(&req) && asker.wants_page() {
        Redirect::to("/account/caring?over=1").into_response()
    } else if lacks_factor(&req) && asker.wants_page() {
        Redirect::to("/account/second-factor?required=1").into_response()
    } else {
        refuse(&scope, &route, &asker).await
    };
    response.extensions_mut().insert(Template(route.path));
    response
}

/// Gives a scope to pages that are not in the table: the "not found" page knows who looks at it.
pub async fn visitor(State(state): State<AppState>, mut req: Request, next: Next) -> Response {
    prefer_the_accounts_language(&mut req);
    let scope = scope_of(&state, &req).await;
    req.extensions_mut().insert(scope);
    next.run(req).await
}

/// Who has signed in reads the language of the account, whichever browser it is.
fn prefer_the_accounts_language(req: &mut Request) {
    let auth = req.extensions().get::<AuthSession>();
    let chosen = auth.and_then(|auth| auth.user.as_ref()?.0.language);
    if let (Some(language), Some(meta)) = (chosen, req.extensions_mut().get_mut::<RequestMeta>()) {
        meta.language = language;
    }
}

/// The scope of a request; what is asked of the request is asked before anything is awaited.
fn scope_of(state: &AppState, req: &Request) -> impl Future<Output = Scope> + Send + use<> {
    let auth = req.extensions().get::<AuthSession>().cloned();
    let user = auth.as_ref().and_then(|auth| auth.user.as_ref());
    let actor = user.map_or(Actor::Anonymous, |user| user.0.actor_in(Area::of(req.uri().path())));
    let meta = req.extensions().get::<RequestMeta>().cloned();
    let scope = match meta {
        Some(meta) => Scope::new(actor, meta, state.tools.clone()),
        None => Scope::system(state.tools.clone()).acting_as(actor),
    };
    let session = auth.filter(|auth| auth.user.is_some()).map(|auth| auth.session);
    async move {
        let Some(session) = session else {
            return scope;
        };
        // What does not read is as good as nothing: the person confirms again.
        let confirmation = session.get(Confirmation::KEY).await.ok().flatten();
        scope.confirmed(confirmation)
    }
}

/// Whether the person chose to act for somebody who does not let them any more.
fn chose_somebody(req: &Request) -> bool {
    let auth = req.extensions().get::<AuthSession>();
    let user = auth.and_then(|auth| auth.user.as_ref());
    Area::of(req.uri().path()) == Area::Patient && user.is_some_and(|user| user.0.acting == ActingFor::Nobody)
}

/// Whether the area stays closed to the person only because the clinic asks for a second step.
fn lacks_factor(req: &Request) -> bool {
    let auth = req.extensions().get::<AuthSession>();
    let user = auth.and_then(|auth| auth.user.as_ref());
    user.is_some_and(|user| user.0.lacks_factor.closes(Area::of(req.uri().path())))
}

/// Whether the page asks by itself, because something changed or a picture belongs to it. Nobody did anything then: an
/// unattended page must not keep its session alive.
fn is_background(req: &Request) -> bool {
    let is_picture = header_text(req.headers(), &HeaderName::from_static("sec-fetch-dest")) == "image";
    req.method() == Method::GET && (is_picture || req.headers().contains_key(BACKGROUND))
}

/// The session, and who has signed in with it.
fn signed_in(req: &Request) -> Option<(String, Identity)> {
    let auth = req.extensions().get::<AuthSession>()?;
    let who = auth.user.as_ref()?.0.clone();
    Some((auth.session.id()?.to_string(), who))
}

async fn refuse(scope: &Scope, route: &Route, asker: &Asker) -> Response {
    if let Err(error) = audit::denied(scope, route.path).await {
        return problem::refused(asker, &error);
    }
    if matches!(scope.actor(), Actor::PendingDoctor { .. }) && matches!(route.door, Door::Page) {
        return Redirect::to("/doctor/waiting").into_response();
    }
    if matches!(
        (scope.actor(), &route.policy),
        (Actor::Doctor { .. }, Policy::PendingDoctor)
    ) {
        return Redirect::to("/doctor").into_response();
    }
    asker.answer(StatusCode::FORBIDDEN)
}

async fn ask_to_sign_in(state: &AppState, route: &Route, req: Request) -> Response {
    let asker = Asker::of(&req);
    if !asker.wants_page() {
        return asker.answer(StatusCode::UNAUTHORIZED);
    }
    if req.method() == Method::GET {
        let back = if matches!(route.door, Door::Page) {
            req.uri().clone()
        } else {
            page_before(&req)
        };
        return Redirect::to(&sign_in_then(&back, false)).into_response();
    }
    let back = page_before(&req);
    match late::keep(state, req, &back).await {
        Ok(kept) => Redirect::to(&sign_in_then(&back, kept)).into_response(),
        Err(error) => problem::logged(&error),
    }
}

/// The sign-in page that leads back to `back`, and says whether a form waits there.
fn sign_in_then(back: &Uri, kept: bool) -> String {
    let next = back.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str);
    let kept = kept.then_some(("kept", "1"));
    let query: Vec<_> = std::iter::once(("next", next)).chain(kept).collect();
    let query = serde_urlencoded::to_string(query);
    format!("/sign-in?{}", query.unwrap_or_default())
}

/// The page on which somebody confirms who they are; it leads back to `back`.
#[must_use]
pub fn confirm_then(back: &Uri) -> String {
    let next = back.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str);
    let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
    format!("/account/confirm?{query}")
}

/// The page from which a form was sent, or the front page when the browser did not name it.
#[must_use]
pub fn page_before(req: &Request) -> Uri {
    named_page(req).unwrap_or_else(|| Uri::from_static("/"))
}

/// The page from which a form was sent; the browser names it because our Referrer-Policy is `same-origin`.
#[must_use]
pub fn named_page(req: &Request) -> Option<Uri> {
    let referer: Option<Uri> = header_text(req.headers(), &header::REFERER).parse().ok();
    referer
        .and_then(|uri| uri.path_and_query().cloned())
        .map(Uri::from)
        .filter(|uri| is_local(&uri.to_string()))
}

/// Whether a redirect to `to` stays with us. Browsers leave tabs and line ends out of an address and take a backslash for
/// a slash, so neither may be in it.
#[must_use]
pub fn is_local(to: &str) -> bool {
    to.starts_with('/') && !to.starts_with("//") && to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// The session of the request, if the layer gave one.
#[must_use]
pub fn session_of(req: &Request) -> Option<Session> {
    req.extensions().get::<Session>().cloned()
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn redirects_stay_with_us() {
        assert!(is_local("/patient/visits?view=week#today"));
        for foreign in [
            "",
            "patient",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/\r\nset-cookie: a=b",
            "/ evil",
            "/é",
        ] {
            assert!(!is_local(foreign), "{foreign:?}");
        }
    }
}

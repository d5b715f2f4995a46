//! Forms whose session was over when they came.
//!
//! They are kept as those that came back with errors ([`forms`](super::forms)), in a visitor's session, and go along with
//! the sign-in of the account they belong to. Anybody else's sign-in drops them.

use app::error::AppError;
use app::ui::form::PostedForm;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::middleware::Next;
use axum::response::Response;
use domain::id::AccountId;
use services::sessions;
use tower_sessions::Session;

use super::acting_for;
use super::forms::{KEPT_BYTES, KEY, Kept, key, typed};
use super::guard::session_of;
use super::request::header_text;
use crate::cookies::SESSION;
use crate::session::FORM;
use crate::state::AppState;

/// Keeps a form whose session was over when it came, for whoever's session that was; answers whether it did. Where nobody
/// knows whose it was, nothing is kept.
///
/// # Errors
/// When the database fails.
pub async fn keep(state: &AppState, req: Request, page: &Uri) -> anyhow::Result<bool> {
    let Some(session) = session_of(&req).filter(|_| key(page.path()) == KEY) else {
        return Ok(false);
    };
    // Files are not kept: whoever chose them chooses again.
    if !header_text(req.headers(), &CONTENT_TYPE).starts_with(FORM) {
        return Ok(false);
    }
    let Some(owner) = former(state, &session, req.headers()).await? else {
        return Ok(false);
    };
    let action = req.uri().path().to_owned();
    let made_for = acting_for::made_for(req.uri());
    let Ok(body) = to_bytes(req.into_body(), KEPT_BYTES).await else {
        return Ok(false);
    };
    let kept = Kept {
        page: page.path().to_owned(),
        at: state.tools.clock.now(),
        form: PostedForm {
            action,
            values: typed(&body),
            error: AppError::SignIn,
        },
        owner: Some(owner),
        made_for,
    };
    session.insert(KEY, kept).await?;
    Ok(true)
}

/// Who was signed in: their session is over, or a visitor's session has kept another form of theirs since.
async fn former(state: &AppState, session: &Session, headers: &HeaderMap) -> anyhow::Result<Option<AccountId>> {
    if let Some(kept) = session.get::<Kept>(KEY).await? {
        return Ok(kept.owner);
    }
    let Some(cookie) = SESSION.read(headers, &state.config) else {
        return Ok(None);
    };
    let owner = sessions::former(&state.tools, cookie).await;
    owner.map_err(|error| anyhow::anyhow!("{error:?}"))
}

/// The form in a session that waits for this account, to go along into the session that begins with its sign-in.
pub async fn waiting_for(session: &Session, account: AccountId) -> Option<Kept> {
    let kept: Kept = session.get(KEY).await.ok().flatten()?;
    (kept.owner == Some(account)).then_some(kept)
}

/// Puts a form that waits into the session that has begun.
///
/// # Errors
/// When the session can't be written.
pub async fn go_along(session: &Session, kept: Option<Kept>) -> anyhow::Result<()> {
    if let Some(kept) = kept {
        session.insert(KEY, kept).await?;
    }
    Ok(())
}

/// Leaves the cookie of a session that is over with its browser: it opens nothing, and says whose form comes too late. The
/// layer of sessions would take it away at the first request after the end, which may be another tab's. Whoever signs out
/// is known no more.
pub async fn keep_cookie(State(state): State<AppState>, req: Request, next: Next) -> Response {
    let signs_out = req.uri().path() == "/sign-out";
    let mut response = next.run(req).await;
    if signs_out {
        return response;
    }
    let taken_away = format!("{}=;", SESSION.name(&state.config));
    let is_kept = |cookie: &&HeaderValue| !cookie.as_bytes().starts_with(taken_away.as_bytes());
    let cookies = response.headers().get_all(SET_COOKIE);
    let kept: Vec<_> = cookies.iter().filter(is_kept).cloned().collect();
    response.headers_mut().remove(SET_COOKIE);
    for cookie in kept {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

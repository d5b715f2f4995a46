//! The stream on which a signed-in browser hears of changes: server-sent events (WHATWG HTML, 9.2).

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use services::live::{self, Message, Watched};

use crate::middleware::problem::{self, Asker};
use crate::middleware::request::header_text;
use crate::session::backend::AuthSession;
use crate::state::AppState;

/// Where it is. Under the account's pages: whatever roles the account holds, it is one stream.
pub const PATH: &str = "/account/live";

/// A stream that has nothing to tell says so, before a proxy takes it for dead.
const HEARTBEAT: Duration = Duration::from_secs(20);

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// Whose browser it is now and for whom they act, as pages say it on `<html data-account data-acting>`: a page of somebody else's
/// gives way.
const ACCOUNT: HeaderName = HeaderName::from_static("x-account");

/// `GET /account/live?times=<doctor>`: what changed for this account since `Last-Event-ID`, and in the free times of up to
/// eight doctors.
pub async fn live(State(state): State<AppState>, auth: AuthSession, req: Request) -> Response {
    let asker = Asker::of(&req);
    let (Some(user), Some(session)) = (&auth.user, auth.session.id()) else {
        return asker.answer(StatusCode::UNAUTHORIZED);
    };
    let from = header_text(req.headers(), &LAST_EVENT_ID).parse().ok();
    let query = req.uri().query().unwrap_or_default();
    let query = serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap_or_default();
    let times = query.iter().filter(|(name, _)| name == "times");
    let watched = Watched::read(times.map(|(_, doctor)| doctor.as_str()));
    let tools = state.tools.clone();
    let listener = match live::listen(tools, &user.0, &session.to_string(), from, &watched).await {
        Ok(Some(listener)) => listener,
        Ok(None) => return asker.answer(StatusCode::SERVICE_UNAVAILABLE),
        Err(error) => return problem::refused(&asker, &error),
    };
    let events = stream::unfold(listener, |mut listener| async move {
        let message = listener.next().await?;
        Some((Ok::<_, Infallible>(event(&message)), listener))
    });
    let stream = Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    let whose = [(ACCOUNT, user.page_mark(&state.tools))];
    let headers = [
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        // Proxies of the nginx family pass each event on at once.
        (
            HeaderName::from_static("x-accel-buffering"),
            HeaderValue::from_static("no"),
        ),
    ];
    (whose, headers, stream).into_response()
}

/// `POST /account/stay`: somebody is still there, or back. That they asked is all: the guard notes it.
pub async fn stay(State(state): State<AppState>, auth: AuthSession) -> Response {
    let mark = auth.user.map(|user| user.page_mark(&state.tools));
    (StatusCode::NO_CONTENT, [(ACCOUNT, mark.unwrap_or_default())]).into_response()
}

fn event(message: &Message) -> Event {
    let event = Event::default().data(message.to_string());
    match message.cursor() {
        Some(cursor) => event.id(cursor.to_string()),
        None => event,
    }
}

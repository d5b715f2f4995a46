//! Gives each request an id, finds out where it comes from, and writes one line about how it ended.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use app::theme::Theme;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use services::reference;
use services::scope::{RequestMeta, new_uuid};
use tracing::Instrument;
use words::Language;

use crate::config::Config;
use crate::cookies;
use crate::state::AppState;

/// The route template that answered; put into the response by the guard, for the log.
#[derive(Clone, Copy)]
pub struct Template(pub &'static str);

/// Longest `User-Agent` that is kept, in characters.
const USER_AGENT_MAX: usize = 200;

/// The outermost layer.
pub async fn request(State(state): State<AppState>, mut req: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = new_uuid(state.tools.clock.now());
    let meta = RequestMeta {
        id,
        ip: client_ip(&req, state.config.trusted_proxy),
        user_agent: header_text(req.headers(), &header::USER_AGENT)
            .chars()
            .take(USER_AGENT_MAX)
            .collect(),
        language: language(req.headers(), &state.config),
    };
    let method = req.method().clone();
    let visitor = Visitor {
        language: meta.language,
        theme: theme(req.headers(), &state.config),
    };
    req.extensions_mut().insert(meta);
    let span = tracing::info_span!("request", request.id = %id);
    async move {
        let answering = VISITORS.scope(visitor, next.run(req));
        let mut response = reference::within(id, answering).await;
        let template = response.extensions().get::<Template>().map_or("-", |t| t.0);
        let milliseconds = started.elapsed().as_millis();
        tracing::info!(%method, route = template, status = response.status().as_u16(), milliseconds, "answered");
        if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
            response.headers_mut().insert("x-request-id", value);
        }
        response
    }
    .instrument(span)
    .await
}

/// The language of a visitor: the one chosen in this browser, else the best that the browser accepts. Whoever has signed
/// in chose one for the account, which the guard prefers.
fn language(headers: &HeaderMap, config: &Config) -> Language {
    cookies::LANGUAGE
        .read(headers, config)
        .and_then(Language::from_code)
        .or_else(|| Language::accepted(header_text(headers, &header::ACCEPT_LANGUAGE)))
        .unwrap_or_default()
}

/// The colours chosen in this browser.
fn theme(headers: &HeaderMap, config: &Config) -> Theme {
    let kept = cookies::THEME.read(headers, config);
    kept.and_then(Theme::from_code).unwrap_or_default()
}

/// How a visitor reads.
#[derive(Clone, Copy, Debug, Default)]
struct Visitor {
    language: Language,
    theme: Theme,
}

tokio::task_local! {
    static VISITORS: Visitor;
}

/// The visitor whose request this task answers.
fn visitor() -> Visitor {
    VISITORS.try_with(|visitor| *visitor).unwrap_or_default()
}

/// The language of the visitor whose request this task answers, for failures that have nothing else left of it.
#[must_use]
pub fn visitors_language() -> Language {
    visitor().language
}

/// The colours that the visitor whose request this task answers has chosen.
#[must_use]
pub fn visitors_theme() -> Theme {
    visitor().theme
}

fn client_ip(req: &Request, trusted_proxy: bool) -> Option<IpAddr> {
    if trusted_proxy {
        // Only the entry that our own proxy appended can be believed.
        let forwarded = header_text(req.headers(), &header::HeaderName::from_static("x-forwarded-for"));
        if let Some(ip) = forwarded.rsplit(',').next().and_then(|ip| ip.trim().parse().ok()) {
            return Some(ip);
        }
    }
    req.extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip())
}

/// A header as text, empty when absent or not text.
pub fn header_text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> &'a str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

//! The portal as an app on a device: its manifest, where it begins, and the page for times without a network.

use app::shell::LIGHT;
use axum::extract::{Extension, Query, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use words::Language;

use crate::middleware::headers::OwnPolicy;
use crate::session::backend::AuthSession;
use crate::state::AppState;

/// Kept, but asked for again before every use.
const NO_CACHE: &str = "no-cache";

/// The page is kept on devices, so its script has no nonce.
const OFFLINE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; \
     form-action 'self'; object-src 'none'; frame-ancestors 'none'";

/// The colour while the app opens: that of the page.
const PAPER: &str = "#fbfaf5";

/// What the shell asks for.
#[derive(Clone, Debug, Deserialize)]
pub struct AskManifest {
    /// The tag of a language.
    #[serde(default)]
    language: String,
}

/// `GET /manifest.webmanifest?language=es`: the web app manifest (W3C), named after the clinic.
pub async fn manifest(State(state): State<AppState>, Query(ask): Query<AskManifest>) -> Response {
    let language = Language::from_code(&ask.language).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "application/manifest+json"),
        (header::CACHE_CONTROL, NO_CACHE),
    ];
    (headers, describe(language, &state.config.organisation).to_string()).into_response()
}

fn describe(language: Language, organisation: &str) -> Value {
    let words = language.ui();
    let icon = |name: &str, size: u16, purpose: &str| {
        let sizes = format!("{size}x{size}");
        json!({"src": format!("/{name}-{size}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose})
    };
    let shortcut = |name: &str, url: &str| json!({"name": name, "url": url, "icons": [icon("icon", 192, "any")]});
    let screenshot = |form: &str, sizes: &str| {
        let src = format!("/screenshot-{form}.webp");
        json!({"src": src, "sizes": sizes, "type": "image/webp", "form_factor": form, "label": words.nav.my_visits})
    };
    json!({
        "id": "/",
        "name": organisation,
        "short_name": words::PRODUCT,
        "description": words.common.tagline,
        "lang": language.code(),
        "dir": language.direction(),
        "start_url": "/start",
        "scope": "/",
        "display": "standalone",
        "theme_color": LIGHT,
        "background_color": PAPER,
        "categories": ["health", "medical"],
        "icons": [
            icon("icon", 192, "any"),
            icon("icon", 512, "any"),
            icon("maskable", 192, "maskable"),
            icon("maskable", 512, "maskable"),
        ],
        "shortcuts": [
            shortcut(language.server().document.book_visit, "/doctors"),
            shortcut(words.nav.my_visits, "/patient/visits"),
        ],
        "screenshots": [screenshot("narrow", "412x824"), screenshot("wide", "1280x800")],
    })
}

/// `GET /start`: where the app opens, which is where the person's own pages begin.
pub async fn start(auth: AuthSession) -> Redirect {
    Redirect::to(auth.user.as_ref().map_or("/", |user| user.0.home()))
}

/// `GET /offline`: the same for everybody, so that a device may keep it.
pub async fn offline(State(state): State<AppState>) -> Response {
    let page = app::plain::offline(&state.package, &state.config.phone);
    let headers = [(header::CACHE_CONTROL, NO_CACHE)];
    (Extension(OwnPolicy(OFFLINE_POLICY)), headers, Html(page)).into_response()
}

//! Files of the built site: no session, no scope.

use std::path::Path;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::{MethodRouter, get_service};
use tower::ServiceBuilder;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::state::AppState;

const FOR_AN_HOUR: &str = "public, max-age=3600";

/// The worker of the site: browsers look for a newer one at the same address.
const WORKER: &str = "service-worker.js";

/// The package under its content hash, for ever, and the files of `public/` by name, for an hour.
pub fn router(state: &AppState) -> Router<AppState> {
    let root = &state.config.site_root;
    let package = ServiceBuilder::new()
        .layer(cache("public, max-age=31536000, immutable"))
        .service(ServeDir::new(root.join("pkg")).precompressed_br().precompressed_gzip());
    let mut router = Router::new().nest_service("/pkg", package);
    // The same styles at a fixed address, for pages that are made without the app.
    let styles = root.join(state.package.trim_start_matches('/')).join("salve.css");
    router = router.route("/salve.css", named(&styles, FOR_AN_HOUR));
    let files = std::fs::read_dir(root).into_iter().flatten().flatten();
    for file in files.filter(|file| file.path().is_file()) {
        let Ok(name) = file.file_name().into_string() else {
            continue;
        };
        if Path::new(&name)
            .extension()
            .is_some_and(|kind| kind == "br" || kind == "gz")
        {
            continue;
        }
        let kept = if name == WORKER { "no-cache" } else { FOR_AN_HOUR };
        router = router.route(&format!("/{name}"), named(&file.path(), kept));
    }
    router
}

fn named(file: &Path, kept: &'static str) -> MethodRouter<AppState> {
    let file = ServeFile::new(file).precompressed_br().precompressed_gzip();
    get_service(ServiceBuilder::new().layer(cache(kept)).service(file))
}

fn cache(value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static(value))
}

//! Security headers on every answer, and the nonce that lets a page's own scripts run.

use axum::extract::{Request, State};
use axum::http::header::Entry;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::doors::reports;
use crate::state::AppState;

/// The nonce of one answer.
#[derive(Clone)]
pub struct CspNonce(pub String);

/// The content policy of an answer that is no page of ours, instead of the usual one.
#[derive(Clone, Copy)]
pub struct OwnPolicy(pub &'static str);

const FIXED: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    ),
    ("x-frame-options", "DENY"),
];

/// Adds the headers of SECURITY's table to whatever comes out.
pub async fn security_headers(State(state): State<AppState>, mut req: Request, next: Next) -> Response {
    let nonce = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 18]>());
    req.extensions_mut().insert(CspNonce(nonce.clone()));
    let mut response = next.run(req).await;
    let own = response.extensions().get::<OwnPolicy>().copied();
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    let usual = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
         object-src 'none'; frame-ancestors 'none'; report-uri {path}; report-to policy",
        path = reports::PATH,
    );
    let policy = own.map_or_else(|| HeaderValue::from_str(&usual), |own| HeaderValue::from_str(own.0));
    if let Ok(policy) = policy {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if let Ok(endpoint) = HeaderValue::from_str(&format!("policy=\"{}\"", reports::PATH)) {
        headers.insert(HeaderName::from_static("reporting-endpoints"), endpoint);
    }
    if state.config.is_https() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    // Everything but the hashed assets, which set their own, may hold something of a person.
    if let Entry::Vacant(unset) = headers.entry(header::CACHE_CONTROL) {
        unset.insert(HeaderValue::from_static("private, no-store"));
        // Whoever keeps it all the same must know that it is in the language of one reader.
        headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    }
    response
}

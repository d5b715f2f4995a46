//! Server functions of the app.

use app::error::AppError;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use leptos::context::provide_context;
use services::scope::Scope;
use tower_sessions::Session;

use crate::middleware::acting_for;

/// Runs the server function at the request's address. What changes something is posted as a form, and as nothing else.
pub async fn call(Extension(scope): Extension<Scope>, session: Session, req: Request) -> Response {
    if req.method() == Method::POST && !is_form(req.headers()) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    if let Err(conflict) = acting_for::same_person(&scope, &req) {
        let error = AppError::Conflict(conflict);
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::CONFLICT);
        return (status, Json(error)).into_response();
    }
    let session = session.id().map(|id| app::caller::CurrentSession(id.to_string()));
    let context = move || {
        provide_context(scope.clone());
        provide_context(session.clone());
    };
    leptos_axum::handle_server_fns_with_context(context, req)
        .await
        .into_response()
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

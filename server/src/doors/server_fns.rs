//! Server functions of the app.

use axum::Extension;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use leptos::context::provide_context;
use services::scope::Scope;
use tower_sessions::Session;

/// Runs the server function at the request's address.
pub async fn call(Extension(scope): Extension<Scope>, session: Session, req: Request) -> Response {
    let session = session.id().map(|id| app::caller::CurrentSession(id.to_string()));
    let context = move || {
        provide_context(scope.clone());
        provide_context(session.clone());
    };
    leptos_axum::handle_server_fns_with_context(context, req)
        .await
        .into_response()
}

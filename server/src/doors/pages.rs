//! Pages of the app, rendered on the server.

use app::shell::{Shell, shell};
use app::ui::form::PostedFormSlot;
use app::viewer::{Acting, Caring, Viewer};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::doctors::DoctorStatus;
use leptos::context::provide_context;
use leptos::nonce::Nonce;
use services::accounts::identity::{ActingFor, Identity};
use services::scope::Scope;
use services::settings;
use tower_sessions::Session;

use crate::config::Mode;
use crate::middleware::forms;
use crate::middleware::headers::CspNonce;
use crate::middleware::request::visitors_theme;
use crate::session::backend::{AuthSession, User};
use crate::session::mailed;
use crate::state::AppState;

/// Renders the page at the request's address.
pub async fn page(
    State(state): State<AppState>,
    Extension(scope): Extension<Scope>,
    Extension(nonce): Extension<CspNonce>,
    auth: AuthSession,
    session: Session,
    req: Request,
) -> Response {
    let posted = forms::take(&session, scope.now(), req.uri().path(), auth.user.as_ref()).await;
    let mut viewer = viewer(&auth, &scope, state.config.mode == Mode::Development);
    viewer.phone = phone(&state).await;
    if req.uri().path() == mailed::PAGE {
        viewer.mailed_to = mailed::to(&session, scope.now()).await;
    }
    // Before any data are read: what changes after this moment is told.
    let live = viewer.signed_in.then(|| state.tools.live.cursor(scope.now())).flatten();
    let frame = Shell {
        package: state.package.to_string(),
        nonce: nonce.0.clone(),
        language: scope.language(),
        for_staff: req.uri().path().starts_with("/admin"),
        theme: visitors_theme(),
        organisation: state.config.organisation.clone(),
        live: live.map(|cursor| cursor.to_string()),
        account: auth.user.as_ref().map(|user| user.mark(&state.tools)),
        acting: auth.user.as_ref().and_then(User::acting),
        passkeys: state.tools.passkeys.is_some(),
    };
    let session = session.id().map(|id| app::caller::CurrentSession(id.to_string()));
    let context = move || {
        provide_context(scope.clone());
        provide_context(viewer.clone());
        provide_context(session.clone());
        provide_context(PostedFormSlot(posted.clone()));
        provide_context(Nonce::from_value(nonce.0.clone()));
    };
    leptos_axum::render_app_async_with_context(context, move || shell(frame.clone()))(req).await
}

/// The clinic's number: as the settings have it, or while there is no database as the installation gives it.
async fn phone(state: &AppState) -> String {
    match settings::of(&state.tools, state.tools.database.read()).await {
        Ok(settings) => settings.clinic_phone,
        Err(_) => state.config.phone.clone(),
    }
}

/// The page for an address that leads nowhere.
pub async fn not_found(
    state: State<AppState>,
    scope: Extension<Scope>,
    nonce: Extension<CspNonce>,
    auth: AuthSession,
    session: Session,
    req: Request,
) -> Response {
    let mut response = page(state, scope, nonce, auth, session, req).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn caring(who: &Identity) -> Caring {
    match &who.acting {
        ActingFor::Patient(acting) => Caring::For(Acting {
            carer: acting.carer,
            name: acting.name.clone(),
            scopes: acting.scopes,
            preview: acting.preview,
        }),
        ActingFor::Oneself | ActingFor::Nobody if who.cares => Caring::Oneself,
        ActingFor::Oneself | ActingFor::Nobody => Caring::Nobody,
    }
}

fn viewer(auth: &AuthSession, scope: &Scope, development: bool) -> Viewer {
    let language = scope.language().code().to_owned();
    let theme = visitors_theme();
    let Some(user) = &auth.user else {
        return Viewer {
            language,
            theme,
            development,
            ..Viewer::default()
        };
    };
    let who = &user.0;
    Viewer {
        signed_in: true,
        name: who.name.clone(),
        initials: app::look::initials(&who.name),
        roles: who.roles(),
        caring: caring(who),
        permissions: who.permissions,
        waiting: who.doctor.is_some_and(|(_, status)| status != DoctorStatus::Approved),
        development,
        language,
        theme,
        phone: String::new(),
        mailed_to: None,
    }
}

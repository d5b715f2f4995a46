//! The one table of routes: who may knock, and which door opens. Nothing is served that is not in it.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodFilter, MethodRouter, on};
use axum_login::AuthManagerLayerBuilder;
use domain::actor::{Permission, Policy};
use services::sessions;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::config::Mode;
use crate::cookies::SESSION;
use crate::doors::{
    assets, audit, development, device, exchanges, figures, health, licence, live, pages, photos, reports, server_fns,
};
use crate::middleware::{acting_for, forms, guard, headers, hosts, late, limits, origin, problem, request};
use crate::session::backend::Backend;
use crate::session::{
    acting, carer, confirm, email, emergency, factor, invitation, language, passkeys, password, record, register,
    sign_in, theme, verify,
};
use crate::state::AppState;

/// Whoever may read the numbers of the clinic.
const NUMBERS: Policy = Policy::Staff(Permission::ReadNumbers);

/// Whoever looks after people, and whoever verifies doctors.
const PEOPLE: Policy = Policy::Staff(Permission::ManagePeople);
const VERIFY: Policy = Policy::Staff(Permission::VerifyDoctors);

/// What answers behind a route.
#[derive(Clone)]
pub enum Door {
    /// A page of the app.
    Page,
    /// A server function of the app.
    ServerFn,
    /// A handler of the server.
    Plain(Box<MethodRouter<AppState>>),
}

/// One line of the table.
#[derive(Clone)]
pub struct Route {
    pub method: Method,
    /// Axum syntax: `/patient/visits/{id}`.
    pub path: &'static str,
    pub policy: Policy,
    pub door: Door,
}

/// Every route of the portal.
#[must_use]
pub fn table() -> Vec<Route> {
    let pages = app::pages().map(|page| Route {
        method: Method::GET,
        path: page.path,
        policy: page.policy,
        door: Door::Page,
    });
    let server_fns = app::server_fns().map(|call| Route {
        method: if call.reads { Method::GET } else { Method::POST },
        path: call.path,
        policy: call.policy,
        door: Door::ServerFn,
    });
    let plain = [
        get("/health", Policy::Public, health::health),
        get("/ready", Policy::Public, health::ready),
        get("/manifest.webmanifest", Policy::Public, device::manifest),
        get("/start", Policy::Public, device::start),
        get("/offline", Policy::Public, device::offline),
        post("/sign-in", Policy::Public, sign_in::sign_in),
        post("/sign-in/code", Policy::Public, factor::prove),
        post("/sign-in/passkey", Policy::Public, passkeys::sign_in),
        post("/sign-in/passkey/options", Policy::Public, passkeys::sign_in_options),
        post("/sign-out", Policy::Public, sign_in::sign_out),
        post("/register/patient", Policy::Public, register::patient),
        post("/register/doctor", Policy::Public, register::doctor),
        post("/verify/{token}", Policy::Public, verify::verify),
        post("/verify-again", Policy::Public, verify::send_again),
        post("/forgotten-password", Policy::Public, password::forgotten),
        post("/reset-password/{token}", Policy::Public, password::reset),
        post("/invitation/{token}", Policy::Public, invitation::join),
        post("/record/{token}", Policy::Public, record::claim),
        post("/carer/{token}", Policy::Public, carer::accept),
        post("/account/act", Policy::SignedIn, acting::act),
        post("/language", Policy::Public, language::choose),
        post("/theme", Policy::Public, theme::choose),
        post("/account/email", Policy::SignedIn, email::change),
        post("/confirm-email/{token}", Policy::Public, email::confirm),
        post("/account/password", Policy::SignedIn, password::change),
        post("/doctor/emergency", Policy::Doctor, emergency::open),
        post("/account/confirm", Policy::SignedIn, confirm::confirm),
        post("/account/second-factor", Policy::SignedIn, factor::turn_on),
        post("/account/second-factor/start", Policy::SignedIn, factor::start),
        post("/account/second-factor/codes", Policy::SignedIn, factor::renew_codes),
        post("/account/second-factor/kept", Policy::SignedIn, factor::kept),
        post("/account/second-factor/off", Policy::SignedIn, factor::turn_off),
        post("/account/confirm/passkey", Policy::SignedIn, passkeys::confirm),
        post(
            "/account/confirm/passkey/options",
            Policy::SignedIn,
            passkeys::confirm_options,
        ),
        post("/account/passkeys", Policy::SignedIn, passkeys::add),
        post("/account/passkeys/options", Policy::SignedIn, passkeys::adding_options),
        post("/account/passkeys/remove", Policy::SignedIn, passkeys::remove),
        post("/account/photo", Policy::SignedIn, photos::set),
        post("/account/photo/remove", Policy::SignedIn, photos::remove),
        get("/account/photo/{id}", Policy::SignedIn, photos::own),
        get("/photo/{id}", Policy::Public, photos::public),
        get("/doctor/photo/{id}", Policy::Doctor, photos::of_patient),
        get("/admin/photo/{id}", PEOPLE, photos::of_person),
        post("/doctor/licence", Policy::AnyDoctor, licence::add),
        post("/doctor/licence/remove", Policy::AnyDoctor, licence::remove),
        get("/doctor/licence/{id}", Policy::AnyDoctor, licence::own),
        get("/admin/doctors/documents/{id}", VERIFY, licence::any),
        get(live::PATH, Policy::SignedIn, live::live),
        post("/account/stay", Policy::SignedIn, live::stay),
        post(reports::PATH, Policy::Report, reports::violated),
        get("/admin/visits-by-day.csv", NUMBERS, figures::visits_by_day),
        get("/admin/visits-by-hour.csv", NUMBERS, figures::visits_by_hour),
        get("/admin/audit.csv", Policy::Staff(Permission::ReadAudit), audit::audit),
        get(
            "/admin/integrations.csv",
            Policy::Staff(Permission::ReadLog),
            exchanges::exchanges,
        ),
        get("/doctor/visits-by-week.csv", Policy::Doctor, figures::visits_by_week),
        get(app::catalogue::PATH, Policy::Development, development::catalogue),
        get("/dev/mail", Policy::Development, development::mails),
        get("/dev/mail/{id}", Policy::Development, development::mail),
        get("/dev/mail/{id}/page", Policy::Development, development::mail_page),
    ];
    pages.chain(server_fns).chain(plain).collect()
}

/// The whole portal behind its layers.
pub fn router(state: AppState) -> Router {
    serve_table(state, table())
}

/// A portal with the routes of `table`: [`router`], or a test with one more.
pub fn serve_table(state: AppState, table: Vec<Route>) -> Router {
    // Pages spawn their resources on the runtime of the server; a second router in one process finds it set already.
    let _ = any_spawner::Executor::init_tokio();
    let development = state.config.mode == Mode::Development;
    let mut dynamic = Router::new();
    for route in table {
        if route.policy == Policy::Development && !development {
            continue;
        }
        let filter = MethodFilter::try_from(route.method.clone()).unwrap_or(MethodFilter::GET);
        let door = match &route.door {
            Door::Page => on(filter, pages::page),
            Door::ServerFn => on(filter, server_fns::call).layer(from_fn(forms::answer_a_navigation)),
            Door::Plain(handler) => (**handler).clone(),
        };
        let (path, policy) = (route.path, route.policy);
        let mut guarded = door.layer(from_fn_with_state((state.clone(), route), guard::guard));
        if policy.needs_own_page() {
            guarded = guarded.layer(from_fn_with_state(state.clone(), origin::same_origin));
        }
        dynamic = dynamic.route(path, guarded);
    }
    let missing = pages::not_found.layer(from_fn_with_state(state.clone(), guard::visitor));
    let sessions = SessionManagerLayer::new(sessions::Store::new(state.tools.clone()))
        .with_name(SESSION.name(&state.config))
        .with_secure(state.config.is_https())
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd);
    let auth = AuthManagerLayerBuilder::new(Backend::new(state.tools.clone()), sessions).build();
    let compressed = DefaultPredicate::new().and(NotForContentType::const_new("application/wasm"));

    dynamic
        .fallback(missing)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(from_fn(limits::time_limit))
        .layer(from_fn_with_state(state.clone(), acting_for::acting_for))
        .layer(auth)
        .layer(from_fn_with_state(state.clone(), late::keep_cookie))
        .layer(from_fn(limits::body_limit))
        // Axum's own limit knows no route: ours does.
        .layer(DefaultBodyLimit::disable())
        .merge(assets::router(&state))
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(from_fn_with_state(state.clone(), hosts::known_host))
        .layer(from_fn_with_state(state.clone(), headers::security_headers))
        .layer(from_fn_with_state(state.clone(), request::request))
        .with_state(state)
}

fn get<T: 'static>(path: &'static str, policy: Policy, handler: impl Handler<T, AppState>) -> Route {
    let door = Door::Plain(Box::new(axum::routing::get(handler)));
    Route {
        method: Method::GET,
        path,
        policy,
        door,
    }
}

fn post<T: 'static>(path: &'static str, policy: Policy, handler: impl Handler<T, AppState>) -> Route {
    let door = Door::Plain(Box::new(axum::routing::post(handler)));
    Route {
        method: Method::POST,
        path,
        policy,
        door,
    }
}

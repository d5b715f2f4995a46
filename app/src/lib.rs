//! What people see: pages by feature, the user interface kit, the layouts, and the one table of pages.

#![recursion_limit = "512"]
#![expect(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    reason = "components own their props, and the view uses what they return"
)]

#[macro_use]
mod lazy;

pub mod account;
pub mod admin;
pub mod appointments;
mod ask;
pub mod availability;
#[cfg(feature = "ssr")]
pub mod caller;
pub mod care;
pub mod carers;
#[cfg(feature = "ssr")]
pub mod catalogue;
pub mod doctors;
pub mod emergency;
pub mod error;
mod json;
pub mod layout;
pub mod look;
pub mod patients;
#[cfg(feature = "ssr")]
pub mod plain;
pub mod privacy;
pub mod public;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(target_arch = "wasm32")]
pub mod spoken;
pub mod theme;
#[cfg(target_arch = "wasm32")]
pub mod turn;
pub mod ui;
pub mod viewer;

use domain::actor::Policy;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Router, Routes};
use leptos_router::path;

use crate::layout::{AccountLayout, AdminLayout, DoctorLayout, PatientLayout, PublicLayout};
use crate::ui::provide_page;
use crate::viewer::provide_viewer;

/// A page: its address in Axum's syntax, and who may open it.
#[derive(Clone, Copy, Debug)]
pub struct PageRoute {
    pub path: &'static str,
    pub policy: Policy,
}

/// A server function: its address, who may call it, and whether it only reads (GET) or changes (POST).
#[derive(Clone, Copy, Debug)]
pub struct ServerFnRoute {
    pub path: &'static str,
    pub policy: Policy,
    pub reads: bool,
}

/// A page for `policy` at `path`.
const fn page(path: &'static str, policy: Policy) -> PageRoute {
    PageRoute { path, policy }
}

/// A server function that only reads.
const fn reads(path: &'static str, policy: Policy) -> ServerFnRoute {
    ServerFnRoute {
        path,
        policy,
        reads: true,
    }
}

/// A server function that changes something.
const fn changes(path: &'static str, policy: Policy) -> ServerFnRoute {
    ServerFnRoute {
        path,
        policy,
        reads: false,
    }
}

/// Every page, one line per feature.
pub fn pages() -> impl Iterator<Item = PageRoute> {
    [
        public::PAGES,
        account::PAGES,
        doctors::PAGES,
        appointments::PAGES,
        care::PAGES,
        carers::PAGES,
        emergency::PAGES,
        privacy::PAGES,
        patients::PAGES,
        availability::PAGES,
        admin::PAGES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// Every server function, one line per feature.
pub fn server_fns() -> impl Iterator<Item = ServerFnRoute> {
    [
        public::SERVER_FNS,
        account::SERVER_FNS,
        doctors::SERVER_FNS,
        appointments::SERVER_FNS,
        care::SERVER_FNS,
        carers::SERVER_FNS,
        emergency::SERVER_FNS,
        privacy::SERVER_FNS,
        patients::SERVER_FNS,
        availability::SERVER_FNS,
        admin::SERVER_FNS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The whole application, the same tree on the server and in the browser. An area is a frame around its features' routes.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_viewer();
    provide_page();
    view! {
        <Router>
            <Routes fallback=|| view! { <public::NotFoundPage /> }>
                <ParentRoute path=path!("/patient") view=PatientLayout>
                    <appointments::PatientRoutes />
                    <care::PatientRoutes />
                    <carers::PatientRoutes />
                    <patients::PatientRoutes />
                </ParentRoute>
                <ParentRoute path=path!("/doctor") view=DoctorLayout>
                    <appointments::DoctorRoutes />
                    <care::DoctorRoutes />
                    <emergency::DoctorRoutes />
                    <patients::DoctorRoutes />
                    <availability::DoctorRoutes />
                    <doctors::DoctorRoutes />
                </ParentRoute>
                <ParentRoute path=path!("/account") view=AccountLayout>
                    <account::AccountRoutes />
                    <carers::AccountRoutes />
                </ParentRoute>
                <ParentRoute path=path!("/admin") view=AdminLayout>
                    <care::AdminRoutes />
                    <privacy::AdminRoutes />
                    <emergency::AdminRoutes />
                    <admin::AdminRoutes />
                    <doctors::AdminRoutes />
                </ParentRoute>
                <ParentRoute path=path!("") view=PublicLayout>
                    <account::PublicRoutes />
                    <carers::PublicRoutes />
                    <doctors::PublicRoutes />
                    <public::PublicRoutes />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

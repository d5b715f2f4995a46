//! Emergency access: a doctor opens a patient, and those who review it look at that afterwards.

mod pages;
mod server_fns;

use domain::actor::{Permission, Policy};
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use pages::{EmergenciesPage, EmergencyPage, OpenPage};

const REVIEW: Policy = Policy::Staff(Permission::ReviewAccess);

lazy_pages! { DoctorPages in doctor:
    Open => OpenPage,
}

lazy_pages! { AdminPages in admin:
    Emergencies => EmergenciesPage,
    Emergency => EmergencyPage,
}

pub const PAGES: &[PageRoute] = &[
    page("/doctor/patients/emergency", Policy::Doctor),
    page("/admin/access", REVIEW),
    page("/admin/access/{id}", REVIEW),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    changes("/fn/doctor/end_emergency", Policy::Doctor),
    reads("/fn/admin/emergencies", REVIEW),
    reads("/fn/admin/emergency", REVIEW),
    changes("/fn/admin/review_emergency", REVIEW),
];

/// The routes under the doctor's frame: before those of patients, whose ids would take this one for theirs.
#[component(transparent)]
pub fn DoctorRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/patients/emergency") view={DoctorPages::Open.lazy()} ssr=SsrMode::Async/> }
        .into_inner()
        .into_any_nested_route()
}

/// The routes under the staff's frame.
#[component(transparent)]
pub fn AdminRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/access") view={AdminPages::Emergencies.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/access/:id") view={AdminPages::Emergency.lazy()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

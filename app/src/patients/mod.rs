//! Patients: their own profile, and the lists of their doctors.

mod pages;
mod server_fns;

use domain::actor::Policy;
use domain::carers::CarerScope;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use pages::access::AccessPage;
use pages::list::PatientListPage;
use pages::patient::PatientPage;
use pages::profile::ProfilePage;

const PROFILE: Policy = Policy::PatientOrCarerFor(CarerScope::Profile);
const ACCESS: Policy = Policy::PatientOrCarerFor(CarerScope::Access);

lazy_pages! { DoctorPages in doctor:
    PatientList => PatientListPage,
    Patient => PatientPage,
}

lazy_pages! { PatientPages in patient:
    Profile => ProfilePage,
    Access => AccessPage,
}

pub const PAGES: &[PageRoute] = &[
    page("/patient/profile", PROFILE),
    page("/patient/profile/access", ACCESS),
    page("/doctor/patients", Policy::Doctor),
    page("/doctor/patients/{id}", Policy::Doctor),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/patient/profile", PROFILE),
    changes("/fn/patient/edit_profile", PROFILE),
    reads("/fn/patient/access", ACCESS),
    reads("/fn/doctor/patients", Policy::Doctor),
    reads("/fn/doctor/patient", Policy::Doctor),
];

/// The routes under the patient's frame.
#[component(transparent)]
pub fn PatientRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/profile") view={PatientPages::Profile.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/profile/access") view={PatientPages::Access.lazy()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The routes under the doctor's frame.
#[component(transparent)]
pub fn DoctorRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/patients") view={DoctorPages::PatientList.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/patients/:id") view={DoctorPages::Patient.lazy()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

//! Relationships of care: a patient's doctors, a doctor's requests, and what staff arrange for many at once.

mod pages;
mod server_fns;

use domain::actor::{Permission, Policy};
use domain::carers::CarerScope;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use pages::{AskDoctorPage, AssignPage, AssignmentPage, RequestsPage, TeamPage};

const TEAM: Policy = Policy::PatientOrCarerFor(CarerScope::CareTeam);
const PEOPLE: Policy = Policy::Staff(Permission::ManagePeople);

lazy_pages! { PatientPages in patient:
    Team => TeamPage,
    Ask => AskDoctorPage,
}

lazy_pages! { DoctorPages in doctor:
    Requests => RequestsPage,
}

lazy_pages! { AdminPages in people:
    Assign => AssignPage,
    Assignment => AssignmentPage,
}

pub const PAGES: &[PageRoute] = &[
    page("/patient/care-team", TEAM),
    page("/patient/care-team/ask/{id}", TEAM),
    page("/doctor/patients/requests", Policy::Doctor),
    page("/admin/people/assignments", PEOPLE),
    page("/admin/people/assignments/{id}", PEOPLE),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/patient/care_team", TEAM),
    reads("/fn/patient/ask_page", TEAM),
    changes("/fn/patient/ask_doctor", TEAM),
    changes("/fn/patient/step_care", TEAM),
    reads("/fn/doctor/care_requests", Policy::Doctor),
    changes("/fn/doctor/ask_patient", Policy::Doctor),
    changes("/fn/doctor/ask_by_number", Policy::Doctor),
    changes("/fn/doctor/step_care", Policy::Doctor),
    changes("/fn/admin/prepare_assignment", PEOPLE),
    reads("/fn/admin/assignment", PEOPLE),
    changes("/fn/admin/confirm_assignment", PEOPLE),
];

/// The routes under the patient's frame.
#[component(transparent)]
pub fn PatientRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/care-team") view={PatientPages::Team.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/care-team/ask/:id") view={PatientPages::Ask.lazy()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The routes under the doctor's frame: before those of patients, whose ids would take this one for theirs.
#[component(transparent)]
pub fn DoctorRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/patients/requests") view={DoctorPages::Requests.lazy()} ssr=SsrMode::Async/> }
        .into_inner()
        .into_any_nested_route()
}

/// The routes under the staff's frame: before those of people, whose ids would take this one for theirs.
#[component(transparent)]
pub fn AdminRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/people/assignments") view={AdminPages::Assign.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/people/assignments/:id") view={AdminPages::Assignment.lazy()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

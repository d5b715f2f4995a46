//! Doctors: finding one, their pages, their own profile, and what staff decide about them and the places they work at.

mod address;
mod admin;
mod pages;
mod server_fns;

use domain::actor::{Permission, Policy};
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use admin::{ApplicationPage, ApplicationsPage, LocationPage, LocationsPage};
use pages::{EditProfilePage, LicencePage, ProfilePage, SearchPage, WaitingPage};

const VERIFY: Policy = Policy::Staff(Permission::VerifyDoctors);
const SETTINGS: Policy = Policy::Staff(Permission::ManageSettings);

lazy_pages! { OpenPages in open:
    Search => SearchPage,
    Profile => ProfilePage,
}

lazy_pages! { DoctorPages in doctor:
    EditProfile => EditProfilePage,
    Waiting => WaitingPage,
    Licence => LicencePage,
}

lazy_pages! { AdminPages in admin:
    Applications => ApplicationsPage,
    Application => ApplicationPage,
    Locations => LocationsPage,
    Location => LocationPage,
}

pub const PAGES: &[PageRoute] = &[
    page("/doctors", Policy::Public),
    page("/doctors/{id}", Policy::Public),
    page("/doctor/profile", Policy::Doctor),
    page("/doctor/waiting", Policy::PendingDoctor),
    page("/doctor/licence", Policy::AnyDoctor),
    page("/admin/doctors", VERIFY),
    page("/admin/doctors/{id}", VERIFY),
    page("/admin/locations", SETTINGS),
    page("/admin/locations/{id}", SETTINGS),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/public/search_doctors", Policy::Public),
    reads("/fn/public/doctor_profile", Policy::Public),
    reads("/fn/doctor/own_profile", Policy::Doctor),
    changes("/fn/doctor/edit_profile", Policy::Doctor),
    reads("/fn/doctor/application_state", Policy::PendingDoctor),
    reads("/fn/doctor/licence", Policy::AnyDoctor),
    reads("/fn/admin/applications", VERIFY),
    reads("/fn/admin/application", VERIFY),
    changes("/fn/admin/decide_doctor", VERIFY),
    reads("/fn/admin/locations", SETTINGS),
    reads("/fn/admin/location", SETTINGS),
    changes("/fn/admin/save_location", SETTINGS),
];

/// The routes under the public frame.
#[component(transparent)]
pub fn PublicRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/doctors") view={OpenPages::Search.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/doctors/:id") view={OpenPages::Profile.lazy()} ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}

/// The routes under the doctor's frame.
#[component(transparent)]
pub fn DoctorRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/profile") view={DoctorPages::EditProfile.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/waiting") view={DoctorPages::Waiting.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/licence") view={DoctorPages::Licence.lazy()} ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}

/// The routes under the staff's frame.
#[component(transparent)]
pub fn AdminRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/doctors") view={AdminPages::Applications.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/doctors/:id") view={AdminPages::Application.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/locations") view={AdminPages::Locations.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/locations/:id") view={AdminPages::Location.lazy()} ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}

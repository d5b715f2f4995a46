//! A doctor's own hours: weekly times, blocks, extra openings, and what patients see of them.

mod pages;
mod server_fns;

use domain::actor::Policy;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use pages::HoursPage;

lazy_pages! { DoctorPages in doctor:
    Hours => HoursPage,
}

pub const PAGES: &[PageRoute] = &[page("/doctor/hours", Policy::Doctor)];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/doctor/hours", Policy::Doctor),
    changes("/fn/doctor/add_hours", Policy::Doctor),
    changes("/fn/doctor/remove_hours", Policy::Doctor),
    changes("/fn/doctor/restore_hours", Policy::Doctor),
    changes("/fn/doctor/add_exception", Policy::Doctor),
    changes("/fn/doctor/remove_exception", Policy::Doctor),
    changes("/fn/doctor/restore_exception", Policy::Doctor),
];

/// The routes under the doctor's frame.
#[component(transparent)]
pub fn DoctorRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/hours") view={DoctorPages::Hours.lazy()} ssr=SsrMode::Async /> }
        .into_inner()
        .into_any_nested_route()
}

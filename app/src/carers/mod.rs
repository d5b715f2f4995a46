//! Carers: who acts for a patient, for whom one acts oneself, and agreeing to it by a mailed link.

mod pages;
mod server_fns;

use domain::actor::Policy;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use pages::accept::AcceptPage;
use pages::caring::CaringPage;
use pages::own::OwnCarersPage;

lazy_pages! { PatientPages in patient:
    Own => OwnCarersPage,
    Caring => CaringPage,
}

lazy_pages! { OpenPages in open:
    Accept => AcceptPage,
}

pub const PAGES: &[PageRoute] = &[
    page("/patient/profile/carers", Policy::Patient),
    page("/account/caring", Policy::SignedIn),
    page("/carer/{token}", Policy::Public),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/patient/carers", Policy::Patient),
    changes("/fn/patient/offer_carer", Policy::Patient),
    changes("/fn/patient/change_carer", Policy::Patient),
    changes("/fn/patient/end_carer", Policy::Patient),
    reads("/fn/account/caring", Policy::SignedIn),
    changes("/fn/account/leave_caring", Policy::SignedIn),
    reads("/fn/account/carer_offer", Policy::Public),
];

/// The route under the patient's frame.
#[component(transparent)]
pub fn PatientRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/profile/carers") view={PatientPages::Own.lazy()} ssr=SsrMode::Async/> }
        .into_inner()
        .into_any_nested_route()
}

/// The route under the account's frame.
#[component(transparent)]
pub fn AccountRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/caring") view={PatientPages::Caring.lazy()} ssr=SsrMode::Async/> }
        .into_inner()
        .into_any_nested_route()
}

/// The route under the public frame.
#[component(transparent)]
pub fn PublicRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/carer/:token") view={OpenPages::Accept.lazy()} ssr=SsrMode::Async/> }
        .into_inner()
        .into_any_nested_route()
}

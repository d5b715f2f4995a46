//! The privacy officer's cases: what patients do not recognise in their access history.

mod pages;
mod server_fns;

use domain::actor::{Permission, Policy};
use domain::carers::CarerScope;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use pages::{CasePage, CasesPage};

const REVIEW: Policy = Policy::Staff(Permission::ReviewAccess);

lazy_pages! { AdminPages in admin:
    Cases => CasesPage,
    Case => CasePage,
}

pub const PAGES: &[PageRoute] = &[
    page("/admin/access/cases", REVIEW),
    page("/admin/access/cases/{id}", REVIEW),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    changes(
        "/fn/patient/report_access",
        Policy::PatientOrCarerFor(CarerScope::Access),
    ),
    reads("/fn/admin/cases", REVIEW),
    reads("/fn/admin/case", REVIEW),
    changes("/fn/admin/answer_case", REVIEW),
    changes("/fn/admin/close_case", REVIEW),
];

/// The routes under the staff's frame: before those of emergencies, whose ids would take this one for theirs.
#[component(transparent)]
pub fn AdminRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/access/cases") view={AdminPages::Cases.lazy()} ssr=SsrMode::Async/>
        <Route path=path!("/access/cases/:id") view={AdminPages::Case.lazy()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

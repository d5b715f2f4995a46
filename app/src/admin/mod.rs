//! Running the clinic: pages for staff with a permission each.

mod audit;
mod charts;
mod deliveries;
mod home;
mod people;
mod server_fns;
mod settings;

use domain::actor::{Permission, Policy};
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use audit::AuditPage;
use deliveries::DeliveriesPage;
use home::HomePage;
use people::{PeoplePage, PersonPage};
use settings::SettingsPage;

const NUMBERS: Policy = Policy::Staff(Permission::ReadNumbers);
const PEOPLE: Policy = Policy::Staff(Permission::ManagePeople);
const SETTINGS: Policy = Policy::Staff(Permission::ManageSettings);
const DELIVERIES: Policy = Policy::Staff(Permission::ManageDeliveries);
const AUDIT: Policy = Policy::Staff(Permission::ReadAudit);

lazy_pages! { AdminPages in admin:
    Home => HomePage,
    People => PeoplePage,
    Person => PersonPage,
    Settings => SettingsPage,
    Deliveries => DeliveriesPage,
    Audit => AuditPage,
}

pub const PAGES: &[PageRoute] = &[
    page("/admin", NUMBERS),
    page("/admin/people", PEOPLE),
    page("/admin/people/{id}", PEOPLE),
    page("/admin/settings", SETTINGS),
    page("/admin/deliveries", DELIVERIES),
    page("/admin/audit", AUDIT),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/admin/home", NUMBERS),
    reads("/fn/admin/people", PEOPLE),
    reads("/fn/admin/person", PEOPLE),
    changes("/fn/admin/suspend", PEOPLE),
    changes("/fn/admin/reinstate", PEOPLE),
    changes("/fn/admin/reset_factor", PEOPLE),
    reads("/fn/admin/settings", SETTINGS),
    changes("/fn/admin/save_settings", SETTINGS),
    reads("/fn/admin/deliveries", DELIVERIES),
    changes("/fn/admin/retry_delivery", DELIVERIES),
    reads("/fn/admin/audit", AUDIT),
];

/// The routes under the staff's frame.
#[component(transparent)]
pub fn AdminRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("") view={AdminPages::Home.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/people") view={AdminPages::People.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/people/:id") view={AdminPages::Person.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/settings") view={AdminPages::Settings.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/deliveries") view={AdminPages::Deliveries.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/audit") view={AdminPages::Audit.lazy()} ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}

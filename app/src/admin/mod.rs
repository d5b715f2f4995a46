//! Running the clinic: pages for staff with a permission each.

mod people;
mod settings;

use domain::actor::{Permission, Policy};
use leptos::prelude::*;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use people::{PeoplePage, PersonPage};
use settings::SettingsPage;

pub const PAGES: &[PageRoute] = &[
    page("/admin/people", Policy::Staff(Permission::ManagePeople)),
    page("/admin/people/{id}", Policy::Staff(Permission::ManagePeople)),
    page("/admin/settings", Policy::Staff(Permission::ManageSettings)),
];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/admin/people", Policy::Staff(Permission::ManagePeople)),
    reads("/fn/admin/person", Policy::Staff(Permission::ManagePeople)),
    changes("/fn/admin/suspend", Policy::Staff(Permission::ManagePeople)),
    changes("/fn/admin/reinstate", Policy::Staff(Permission::ManagePeople)),
    reads("/fn/admin/settings", Policy::Staff(Permission::ManageSettings)),
    changes("/fn/admin/save_settings", Policy::Staff(Permission::ManageSettings)),
];

/// The routes under the staff's frame.
#[component(transparent)]
pub fn AdminRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/people") view=PeoplePage ssr=SsrMode::Async />
        <Route path=path!("/people/:id") view=PersonPage ssr=SsrMode::Async />
        <Route path=path!("/settings") view=SettingsPage ssr=SsrMode::Async />
    }
    .into_inner()
}

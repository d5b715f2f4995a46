//! Running the clinic: pages for staff with a permission each.

mod settings;

use domain::actor::{Permission, Policy};
use leptos::prelude::*;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};

use crate::{PageRoute, ServerFnRoute, changes, page, reads};
use settings::SettingsPage;

pub const PAGES: &[PageRoute] = &[page("/admin/settings", Policy::Staff(Permission::ManageSettings))];

pub const SERVER_FNS: &[ServerFnRoute] = &[
    reads("/fn/admin/settings", Policy::Staff(Permission::ManageSettings)),
    changes("/fn/admin/save_settings", Policy::Staff(Permission::ManageSettings)),
];

/// The routes under the staff's frame.
#[component(transparent)]
pub fn AdminRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/settings") view=SettingsPage ssr=SsrMode::Async /> }.into_inner()
}

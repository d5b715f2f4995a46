//! Getting in and staying in: sign-in, registration, recovery, one's own sessions.

mod pages;
mod server_fns;

use domain::actor::Policy;
use leptos::prelude::*;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};

use crate::{PageRoute, ServerFnRoute, page, reads};
use pages::account::AccountPage;
use pages::sign_in::SignInPage;

pub const PAGES: &[PageRoute] = &[page("/sign-in", Policy::Public), page("/account", Policy::SignedIn)];

pub const SERVER_FNS: &[ServerFnRoute] = &[reads("/fn/account/account", Policy::SignedIn)];

/// The routes under the public frame.
#[component(transparent)]
pub fn PublicRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async /> }.into_inner()
}

/// The routes under the account's own frame.
#[component(transparent)]
pub fn AccountRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("") view=AccountPage ssr=SsrMode::Async /> }.into_inner()
}

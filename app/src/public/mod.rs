//! Pages for everybody: the front page and the page for addresses that lead nowhere.

mod home;
mod server_fns;

use crate::ui::Erase;
use domain::actor::Policy;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use crate::error::AppError;
use crate::ui::ErrorPage;
use crate::{PageRoute, ServerFnRoute, page, reads};
use home::HomePage;

lazy_pages! { OpenPages in open:
    Home => HomePage,
}

pub const PAGES: &[PageRoute] = &[page("/", Policy::Public)];

pub const SERVER_FNS: &[ServerFnRoute] = &[reads("/fn/public/specialties", Policy::Public)];

/// The routes under the public frame; the last one catches every other address.
#[component(transparent)]
pub fn PublicRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/") view={OpenPages::Home.lazy()} ssr=SsrMode::Async />
        <Route path=path!("/*any") view=NotFoundPage ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}

/// The page for an address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    crate::error::respond_with_status(&AppError::NotFound);
    view! { <ErrorPage error=AppError::NotFound /> }.erase()
}

use super::{
    acting::acting,
    languages::Languages,
    mark::Mark,
    menu::{AccountMenu, role_name},
    navigation::{Navigation, places},
    themes::Themes,
};
use crate::ui::Erase;
use crate::{
    look::tel,
    ui::{Announcer, ButtonKind, ButtonLink, Icon, late, still},
    viewer::{use_viewer, words},
};
use domain::actor::Role;
use leptos::prelude::*;
use leptos_router::components::Outlet;

/// The frame of the pages for everybody.
#[component]
pub fn PublicLayout() -> impl IntoView {
    view! {
        <SkipLink/>
        <div class="public">
            {still(public_header)}
            {late(patients_main)}
            {still(foot)}
        </div>
        <Announcer/>
    }
    .erase()
}

fn public_header() -> AnyView {
    let words = words();
    let viewer = use_viewer();
    let own = if viewer.signed_in {
        let home = viewer.home();
        let own_name = viewer.roles.first().map_or(words.nav.home, |role| role_name(*role));
        view! {
            <li>
                <a class="quiet-link" href=home>{own_name}</a>
            </li>
            <li>
                <AccountMenu viewer role=None places=Vec::new()/>
            </li>
        }
        .erase()
    } else {
        view! {
            <li>
                <ButtonLink kind=ButtonKind::Quiet href="/sign-in">{words.nav.sign_in}</ButtonLink>
            </li>
        }
        .erase()
    };
    view! {
        <header class="top">
            <Mark href="/"/>
            <nav aria-label=words.nav.public_nav>
                <ul role="list">
                    <li>
                        <a class="quiet-link find" href="/doctors">
                            <Icon name="search"/>
                            <span>{words.nav.find_doctor}</span>
                        </a>
                    </li>
                    {own}
                </ul>
            </nav>
        </header>
    }
    .erase()
}

/// The frame of a patient's pages.
#[component]
pub fn PatientLayout() -> impl IntoView {
    own_pages(Role::Patient)
}

/// The frame of a doctor's pages.
#[component]
pub fn DoctorLayout() -> impl IntoView {
    own_pages(Role::Doctor)
}

/// The frame of the staff's pages.
#[component]
pub fn AdminLayout() -> impl IntoView {
    own_pages(Role::Staff)
}

/// The frame of the account's pages, which are the same for every role.
#[component]
pub fn AccountLayout() -> impl IntoView {
    match use_viewer().roles.first() {
        Some(role) => own_pages(*role),
        None => view! { <PublicLayout/> }.erase(),
    }
}

/// Rail or tabs, account menu, and the pages of a role.
fn own_pages(role: Role) -> AnyView {
    let viewer = use_viewer();
    let places = places(role, &viewer);
    let nav = &words().nav;
    let label = match role {
        Role::Patient => nav.patient_nav,
        Role::Doctor => nav.doctor_nav,
        Role::Staff => nav.admin_nav,
    };
    view! {
        <SkipLink/>
        <div class="shell">
            <header class="side">
                {still(move || view! { <Mark href=crate::viewer::home_of(role)/> }.erase())}
                <Navigation label places=places.clone()/>
                {still(move || view! { <AccountMenu viewer role=Some(role) places/> }.erase())}
            </header>
            {late(if role == Role::Patient { patients_main } else { main })}
            {still(foot)}
        </div>
        <Announcer/>
    }
    .erase()
}

#[component]
fn SkipLink() -> impl IntoView {
    view! {
        <a class="skip" href="#main" rel="external">
            {words().common.skip_to_content}
        </a>
    }
    .erase()
}

fn main() -> AnyView {
    view! {
        <main id="main" tabindex="-1">
            <Outlet/>
        </main>
    }
    .erase()
}

/// Where patients and carers act: says for whom.
fn patients_main() -> AnyView {
    view! {
        <main id="main" tabindex="-1">
            {acting()}
            <Outlet/>
        </main>
    }
    .erase()
}

fn foot() -> AnyView {
    let words = words();
    let phone = use_viewer().phone;
    let questions = (!phone.is_empty()).then(|| {
        view! {
            <br/>
            {words.public.questions}
            " "
            <a href=tel(&phone)>{words.common.call(&phone)}</a>
        }
    });
    view! {
        <footer class="foot">
            <span><b>{words.public.urgent_title}</b>" "{words.public.urgent}{questions}</span>
            // Shown when the browser offers to install: frontend/device.js.
            <button type="button" class="button plain install" data-device="install">
                {words.device.install}
            </button>
            <Languages/>
            <Themes/>
        </footer>
    }
    .erase()
}

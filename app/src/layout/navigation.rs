use crate::ui::Erase;
use crate::viewer::{Viewer, words};
use domain::actor::{Permission, Permissions, Role};
use domain::carers::CarerScope;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::ui::{Icon, page::MENU};

/// How many places fit beneath a phone's page.
const TABS: usize = 5;

/// A place in the navigation.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) href: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) text: &'static str,
}

/// The places of a role, the most used first. Staff have those that their permissions are for.
pub(crate) fn places(role: Role, viewer: &Viewer) -> Vec<Place> {
    let words = &words().nav;
    let place = |href, icon, text| Place { href, icon, text };
    match role {
        Role::Patient => {
            let may = |scope| viewer.may_for_patient(scope);
            let all = [
                (true, place("/patient", "home", words.home)),
                (true, place("/patient/visits", "calendar", words.my_visits)),
                (may(CarerScope::Booking), place("/doctors", "search", words.find_doctor)),
                (
                    may(CarerScope::CareTeam),
                    place("/patient/care-team", "people", words.my_doctors),
                ),
                (
                    may(CarerScope::Profile),
                    place("/patient/profile", "person", words.my_profile),
                ),
            ];
            let own = all.into_iter().filter(|(allowed, _)| *allowed);
            own.map(|(_, place)| place).collect()
        }
        Role::Doctor if viewer.waiting => vec![place("/doctor/waiting", "hourglass", words.home)],
        Role::Doctor => vec![
            place("/doctor", "sunrise", words.today),
            place("/doctor/calendar", "calendar", words.calendar),
            place("/doctor/patients", "people", words.patients),
            place("/doctor/hours", "clock", words.hours),
            place("/doctor/profile", "person", words.doctor_profile),
        ],
        Role::Staff => {
            let only = |permission| Permissions::none().with(permission);
            let all = [
                (Permissions::admin(), place("/admin", "chart", words.overview)),
                (
                    only(Permission::VerifyDoctors),
                    place("/admin/doctors", "shield-check", words.doctors),
                ),
                (Permissions::of_people(), place("/admin/people", "people", words.people)),
                (
                    only(Permission::ManageRoles),
                    place("/admin/roles", "lock", words.roles),
                ),
                (
                    only(Permission::ManageSettings),
                    place("/admin/locations", "building", words.locations),
                ),
                (
                    only(Permission::ManageSettings),
                    place("/admin/settings", "settings", words.settings),
                ),
                (
                    only(Permission::ManageDeliveries),
                    place("/admin/deliveries", "mail", words.deliveries),
                ),
                (only(Permission::ReadAudit), place("/admin/audit", "list", words.audit)),
                (
                    only(Permission::ReviewAccess),
                    place("/admin/access", "alert", words.reviews),
                ),
                (only(Permission::ReadLog), place("/admin/log", "info", words.log)),
                (
                    only(Permission::ReadLog),
                    place("/admin/integrations", "send", words.integrations),
                ),
            ];
            let own = all.into_iter().filter(|(needed, _)| viewer.permissions.meets(*needed));
            own.map(|(_, place)| place).collect()
        }
    }
}

/// The places that phones show in the menu, because they do not fit beneath the page.
pub(super) fn overflow(places: &[Place]) -> &[Place] {
    if places.len() > TABS { &places[TABS - 1..] } else { &[] }
}

/// The place that the address belongs to: the longest that it begins with.
fn current(places: &[Place], path: &str) -> Option<&'static str> {
    let within =
        |place: &&Place| path == place.href || path.strip_prefix(place.href).is_some_and(|rest| rest.starts_with('/'));
    places
        .iter()
        .filter(within)
        .max_by_key(|place| place.href.len())
        .map(|place| place.href)
}

/// Rail on wide screens, tabs on phones.
#[component]
pub(super) fn Navigation(
    /// What its links are for.
    label: &'static str,
    /// The places, the most used first.
    places: Vec<Place>,
) -> impl IntoView {
    let words = words();
    let path = use_location().pathname;
    let here = {
        let places = places.clone();
        Memo::new(move |_| current(&places, &path.get()))
    };
    let hidden = overflow(&places).len();
    let shown = places.len() - hidden;
    let links = places
        .into_iter()
        .enumerate()
        .map(|(number, place)| {
            let current = move || (here.get() == Some(place.href)).then_some("page");
            view! {
                <li class=(number >= shown).then_some("over")>
                    <a class="tab" href=place.href aria-current=current>
                        <Icon name=place.icon/>
                        <span>{place.text}</span>
                    </a>
                </li>
            }
            .erase()
        })
        .collect::<Vec<_>>();
    let more = (hidden > 0).then(|| {
        view! {
            <li class="more">
                <button type="button" class="tab" popovertarget=MENU>
                    <Icon name="more"/>
                    <span>{words.common.menu}</span>
                </button>
            </li>
        }
    });
    view! {
        <nav aria-label=label>
            <ul role="list">
                {links}
                {more}
            </ul>
        </nav>
    }
    .erase()
}

use super::navigation::{Place, overflow};
use crate::ui::Erase;
use crate::{
    ui::{Face, Form, Icon, page::MENU},
    viewer::{Caring, Viewer, home_of, words},
};
use domain::actor::Role;
use leptos::prelude::*;

pub(super) fn role_name(role: Role) -> &'static str {
    let words = &words().nav;
    match role {
        Role::Patient => words.acting_as_patient,
        Role::Doctor => words.acting_as_doctor,
        Role::Staff => words.acting_as_admin,
    }
}

/// The button that opens the account menu, and the menu.
#[component]
pub(super) fn AccountMenu(
    /// Who is signed in.
    viewer: Viewer,
    /// The role of the pages around it; nothing on public pages.
    role: Option<Role>,
    /// The places of the role, for phones.
    places: Vec<Place>,
) -> impl IntoView {
    let words = words();
    let line = role.map(|role| view! { <small>{role_name(role)}</small> });
    let over = overflow(&places)
        .iter()
        .map(|place| entry("over", place.href, place.icon, place.text))
        .collect::<Vec<_>>();
    let others = viewer.roles.iter().filter(|other| Some(**other) != role);
    let others = others
        .map(|other| entry("", home_of(*other), "home", role_name(*other)))
        .collect::<Vec<_>>();
    let mail = viewer
        .development
        .then(|| entry("", "/dev/mail", "mail", words.nav.development_mail));
    let caring =
        (viewer.caring != Caring::Nobody).then(|| entry("", "/account/caring", "people", words.carers.caring_title));
    view! {
        <div class="me">
            <button type="button" class="me-button" popovertarget=MENU>
                <Face initials=viewer.initials.clone()/>
                <span class="me-name">
                    <b>
                        <bdi>{viewer.name.clone()}</bdi>
                    </b>
                    {line}
                </span>
                <span class="hidden">{words.nav.account_menu}</span>
            </button>
            <div class="menu" id=MENU popover="auto">
                <p class="who">
                    <b>
                        <bdi>{viewer.name}</bdi>
                    </b>
                </p>
                <ul role="list">
                    {over}
                    {others}
                    {caring}
                    {entry("", "/account", "lock", words.nav.account)}
                    {mail}
                    <li>
                        <Form action="/sign-out" plain=true class="">
                            <button type="submit">
                                <Icon name="sign-out"/>
                                {words.nav.sign_out}
                            </button>
                        </Form>
                    </li>
                </ul>
            </div>
        </div>
    }
    .erase()
}

fn entry(class: &'static str, href: &'static str, icon: &'static str, text: &'static str) -> AnyView {
    view! {
        <li class=(!class.is_empty()).then_some(class)>
            <a href=href>
                <Icon name=icon/>
                {text}
            </a>
        </li>
    }
    .erase()
}

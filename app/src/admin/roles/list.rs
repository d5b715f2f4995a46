use crate::ui::Erase;
use domain::roles::{RoleList, RoleRow};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::permitted;
use super::server_fns::roles;
use crate::ui::{ButtonLink, Card, Icon, Notice, PageHeader, Tag, Tone, loaded};
use crate::viewer::staff_words;

const NEW: &str = "/admin/roles/new";

/// The clinic's roles.
#[component]
pub fn RolesPage() -> impl IntoView {
    let query = use_query_map();
    let done = move || query.with(|query| query.get("done").unwrap_or_default());
    loaded(
        done,
        |done| async move { roles().await.map(|list| (done, list)) },
        |(done, list)| show(&done, list),
    )
}

fn show(done: &str, list: RoleList) -> AnyView {
    let words = &staff_words().roles;
    let said = match done {
        "saved" => Some(words.saved),
        "deleted" => Some(words.deleted),
        _ => None,
    };
    let said = said.map(|title| view! { <Notice tone=Tone::Good title=title news=true/> });
    let rows = list.roles.into_iter().map(row).collect::<Vec<_>>();
    view! {
        <div class="stack">
            {said}
            <PageHeader title=words.title subtitle=words.lead>
                <ButtonLink href=NEW icon="plus">{words.add}</ButtonLink>
            </PageHeader>
            <Card>
                <ul class="list" role="list">
                    {rows}
                </ul>
            </Card>
        </div>
    }
    .erase()
}

fn row(role: RoleRow) -> AnyView {
    let words = &staff_words().roles;
    let fixed = role.fixed.then(|| view! { <Tag icon="lock" text=words.fixed/> });
    let about = (!role.description.is_empty())
        .then(|| view! { <br/> <span class="small"><bdi>{role.description}</bdi></span> });
    view! {
        <li>
            <div class="person">
                <span class="face" aria-hidden="true">
                    <Icon name="shield-check"/>
                </span>
                <p>
                    <a href=format!("/admin/roles/{}", role.id)>
                        <b>
                            <bdi>{role.name}</bdi>
                        </b>
                    </a>
                    {about}
                </p>
            </div>
            <div class="grow small">{permitted(role.permissions)}</div>
            <p class="small">{words.held_by(role.holders)}</p>
            {fixed}
        </li>
    }
    .erase()
}

use crate::ui::Erase;
use domain::admin::LocationRow;
use domain::page::Page;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::doctors::server_fns::locations;
use crate::ui::{ButtonLink, Card, EmptyState, Icon, Notice, PageHeader, Pagination, Tag, Tone, loaded};
use crate::viewer::staff_words;

const NEW: &str = "/admin/locations/new";

/// The clinic's places.
#[component]
pub fn LocationsPage() -> impl IntoView {
    let query = use_query_map();
    let page = move || query.with(|query| query.get("page").unwrap_or_default());
    let saved = move || query.with_untracked(|query| query.get("saved").is_some());
    loaded(page, locations, move |places| show(places, saved()))
}

fn show(places: Page<LocationRow>, saved: bool) -> AnyView {
    let staff = staff_words();
    let title = staff.admin.locations_title;
    if places.is_empty() {
        return view! {
            <div class="stack">
                <PageHeader title/>
                <EmptyState icon="building" title=staff.admin.no_locations text=staff.admin.no_locations_hint>
                    <ButtonLink href=NEW icon="plus">{staff.admin.add_location}</ButtonLink>
                </EmptyState>
            </div>
        }
        .erase();
    }
    let saved = saved.then(|| view! { <Notice tone=Tone::Good title=staff.admin.location_saved news=true/> });
    let (page, pages) = (places.page, places.pages);
    let rows = places.items.into_iter().map(row).collect::<Vec<_>>();
    view! {
        <div class="stack">
            <PageHeader title>
                <ButtonLink href=NEW icon="plus">{staff.admin.add_location}</ButtonLink>
            </PageHeader>
            {saved}
            <Card>
                <ul class="list" role="list">
                    {rows}
                </ul>
            </Card>
            <Pagination page pages address="/admin/locations"/>
        </div>
    }
    .erase()
}

fn row(place: LocationRow) -> AnyView {
    let staff = staff_words();
    let open = if place.active {
        view! { <Tag tone=Tone::Good icon="check-circle" text=staff.admin.active/> }.erase()
    } else {
        view! { <Tag tone=Tone::Gone icon="ban" text=staff.admin.inactive/> }.erase()
    };
    view! {
        <li>
            <div class="person">
                <span class="face" aria-hidden="true">
                    <Icon name="building"/>
                </span>
                <p>
                    <a href=format!("/admin/locations/{}", place.id)>
                        <b>
                            <bdi>{place.name}</bdi>
                        </b>
                    </a>
                    <br/>
                    <span class="small">
                        <bdi>{format!("{}, {}, {}", place.address_line, place.city, place.country)}</bdi>
                    </span>
                </p>
            </div>
            <div class="grow stack tight small">
                <p>{staff.admin.doctors_there(place.doctors)}</p>
                <p class="muted">{place.zone.replace('_', " ")}</p>
            </div>
            {open}
        </li>
    }
    .erase()
}

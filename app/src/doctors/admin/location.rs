use crate::ui::Erase;
use domain::admin::LocationForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::doctors::server_fns::location;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, Checkbox, Choice, Field, Form, Hidden, Link, PageHeader, Select, Version,
    Width, loaded,
};
use crate::viewer::{staff_words, words};

/// The form of one place; `new` is an empty one.
#[component]
pub fn LocationPage() -> impl IntoView {
    let params = use_params_map();
    let place = move || params.with(|params| params.get("id").unwrap_or_default());
    loaded(place, location, show)
}

fn show(form: LocationForm) -> AnyView {
    let (words, staff) = (words(), staff_words());
    let values = form.values;
    let title = match form.id {
        Some(_) => values.name.clone(),
        None => staff.admin.new_location_title.to_owned(),
    };
    let zones = form.zones.into_iter();
    let zones = zones.map(|zone| Choice::new(zone.value, zone.label)).collect();
    view! {
        <div class="stack measure">
            <PageHeader title back=Some(Link::new("/admin/locations", staff.admin.locations_title))/>
            <Card>
                <Form action="/fn/admin/save_location">
                    <Hidden name="location" value=values.location/>
                    <Version value=values.version/>
                    <Field name="name" label=staff.admin.location_name value=values.name/>
                    <Field name="address_line" label=staff.admin.street value=values.address_line/>
                    <Field name="city" label=staff.admin.city width=Width::Medium value=values.city/>
                    <Field
                        name="country"
                        label=staff.admin.country
                        hint=staff.admin.country_hint
                        width=Width::Tiny
                        value=values.country
                    />
                    <Select
                        name="zone"
                        label=staff.admin.zone
                        hint=staff.admin.zone_hint
                        options=zones
                        value=values.zone
                        width=Width::Medium
                    />
                    <Checkbox
                        name="active"
                        label=staff.admin.active
                        hint=staff.admin.closing_hint
                        checked=!values.active.is_empty()
                    />
                    <div class="actions">
                        <Button>{staff.admin.save_location}</Button>
                        <ButtonLink kind=ButtonKind::Plain href="/admin/locations">{words.common.cancel}</ButtonLink>
                    </div>
                </Form>
            </Card>
        </div>
    }
    .erase()
}

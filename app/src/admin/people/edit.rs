use crate::ui::Erase;
use domain::admin::PersonDetails;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::server_fns::person_details;
use crate::look::PatientFields;
use crate::ui::{Card, Form, Hidden, Link, PageHeader, loaded};
use crate::viewer::staff_words;

/// The details of a patient, for staff who correct them.
#[component]
pub fn EditPersonPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    loaded(id, person_details, show)
}

fn show(person: PersonDetails) -> AnyView {
    let words = &staff_words().admin;
    let account = person.account.to_string();
    let back = Link::new(format!("/admin/people/{account}"), person.name);
    view! {
        <div class="stack measure">
            <PageHeader title=words.edit_title subtitle=words.edit_lead back=Some(back)/>
            <Card>
                <Form action="/fn/admin/edit_person">
                    <Hidden name="account" value=account/>
                    <PatientFields values=person.values/>
                </Form>
            </Card>
        </div>
    }
    .erase()
}

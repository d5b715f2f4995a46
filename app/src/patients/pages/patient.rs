use crate::ui::Erase;
use domain::actor::Role;
use domain::appointments::AppointmentSummary;
use domain::patients::PatientSummary;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::look::{VisitRows, initials, tel};
use crate::patients::server_fns::patient;
use crate::ui::{Card, DefinitionList, Face, Fact, Link, PageHeader, Pagination, loaded};
use crate::viewer::words;

/// A patient as their doctor sees them: how to reach them, and their visits with this doctor.
#[component]
pub fn PatientPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = move || {
        (
            params.with(|params| params.get("id").unwrap_or_default()),
            query.with(|query| query.get("page").unwrap_or_default()),
        )
    };
    loaded(asked, |(id, page)| patient(id, page), show)
}

fn show(patient: PatientSummary) -> AnyView {
    let words = words();
    let back = Link::new("/doctor/patients", words.patients.list_title);
    let age = words.patients.aged(patient.age);
    let born = words.patients.born(&patient.birth_date, age);
    let address = format!("/doctor/patients/{}", patient.id);
    let (page, pages) = (patient.past.page, patient.past.pages);
    let mut contact = vec![Fact::view(words.common.phone, phone(patient.phone))];
    contact.extend(patient.email.map(|email| Fact::view(words.common.email, mail(email))));
    contact.push(Fact::new(words.patients.record_number, patient.number.to_string()));
    view! {
        <div class="stack">
            <div class="portrait">
                <Face initials=initials(&patient.name) big=true/>
                <PageHeader title=patient.name subtitle=born back=Some(back)/>
            </div>
            <div class="cols">
                <div class="stack">
                    <Card title=words.patients.coming_visits>
                        {visits(patient.coming, words.patients.no_coming_visits)}
                    </Card>
                    <Card title=words.patients.past_visits>
                        {visits(patient.past.items, words.patients.no_past_visits)}
                        <Pagination page pages address/>
                    </Card>
                </div>
                <Card title=words.patients.contact>
                    <DefinitionList facts=contact/>
                </Card>
            </div>
        </div>
    }
    .erase()
}

fn visits(visits: Vec<AppointmentSummary>, none: &'static str) -> AnyView {
    if visits.is_empty() {
        view! { <p class="muted">{none}</p> }.erase()
    } else {
        view! { <VisitRows visits reader=Role::Doctor without_names=true/> }.erase()
    }
}

fn phone(phone: String) -> AnyView {
    let href = tel(&phone);
    view! { <a class="nowrap" href=href dir="ltr">{phone}</a> }.erase()
}

fn mail(email: String) -> AnyView {
    let href = format!("mailto:{email}");
    view! { <a class="break" href=href dir="ltr">{email}</a> }.erase()
}

use crate::ui::Erase;
use domain::actor::Role;
use domain::appointments::AppointmentSummary;
use domain::care::{Care, CareKind, CareState};
use domain::id::PatientId;
use domain::live::{Interest, Kind};
use domain::patients::PatientSummary;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::look::{
    AskFields, CareRows, PATIENTS_PHOTOS, VisitRows, care_note, emergency_banner, initials, lost_care, photo, tel,
};
use crate::patients::server_fns::patient;
use crate::ui::{
    Button, Card, DefinitionList, Details, Face, Fact, Form, Hidden, Link, PageHeader, Pagination, loaded, shows,
    use_page,
};
use crate::viewer::words;

/// Where a request to the patient goes.
const ASK: &str = "/fn/doctor/ask_patient";

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
    shows(words().common.updated_page, || {
        vec![Interest::visits(Role::Doctor), Interest::only(Role::Doctor, Kind::Care)]
    });
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
    let banner = patient.emergency.clone().map(emergency_banner);
    let is_emergency = banner.is_some();
    let lost = lost_care(Role::Doctor, &patient.care);
    let why = why(patient.id, patient.care, is_emergency);
    view! {
        <div class="stack">
            <div class="portrait">
                <Face initials=initials(&patient.name) photo=photo(PATIENTS_PHOTOS, patient.photo) big=true/>
                <PageHeader title=patient.name subtitle=born back=Some(back)/>
            </div>
            {banner}
            {care_note()}
            {lost}
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
                <div class="stack">
                    <Card title=words.patients.contact>
                        <DefinitionList facts=contact/>
                    </Card>
                    {why}
                </div>
            </div>
        </div>
    }
    .erase()
}

/// As what the doctor looks after the patient, and a form to ask for what is left.
fn why(patient: PatientId, cares: Vec<Care>, is_emergency: bool) -> AnyView {
    let words = &words().care;
    let taken: Vec<CareKind> = cares.iter().map(|care| care.kind).collect();
    let left: Vec<CareKind> = CareKind::ALL
        .iter()
        .copied()
        .filter(|kind| !taken.contains(kind))
        .collect();
    let is_cared_for = cares.iter().any(|care| care.state == CareState::Active);
    let visit = (!is_cared_for && !is_emergency).then(|| view! { <p>{words.because_visit}</p> });
    let list = (!cares.is_empty()).then(|| view! { <CareRows cares reader=Role::Doctor label=words.why_title/> });
    let ask = (!left.is_empty()).then(|| {
        view! {
            <Details summary=words.ask_patient_title open=use_page().came_back(ASK, None)>
                <p>{words.ask_patient_lead}</p>
                <Form action=ASK>
                    <Hidden name="patient" value=patient.to_string()/>
                    <AskFields kinds=left/>
                    <div class="actions">
                        <Button>{words.ask_button}</Button>
                    </div>
                </Form>
            </Details>
        }
    });
    view! {
        <Card title=words.why_title>
            {visit}
            {list}
            {ask}
        </Card>
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

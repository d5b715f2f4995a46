use domain::actor::Role;
use domain::care::{CareKind, CareRequests};
use domain::live::{Interest, Kind};
use leptos::prelude::*;

use crate::care::server_fns::care_requests;
use crate::look::{AskFields, CareRows, care_note, lost_care};
use crate::ui::{
    Button, Card, DateFields, EmptyState, Erase, Field, Form, Input, Link, PageHeader, Width, loaded, shows,
};
use crate::viewer::words;

/// A doctor's requests, and a form to ask a patient.
#[component]
pub fn RequestsPage() -> impl IntoView {
    shows(words().common.updated_page, || {
        vec![Interest::only(Role::Doctor, Kind::Care)]
    });
    loaded(|| (), |()| care_requests(), show)
}

fn show(requests: CareRequests) -> AnyView {
    let all = words();
    let words = &all.care;
    let back = Link::new("/doctor/patients", all.patients.list_title);
    let lost = lost_care(Role::Doctor, requests.to_answer.iter().chain(&requests.asked));
    let waiting = if requests.to_answer.is_empty() {
        view! { <EmptyState icon="people" title=words.requests_none/> }.erase()
    } else {
        view! { <CareRows cares=requests.to_answer reader=Role::Doctor label=words.requests_waiting/> }.erase()
    };
    let asked = (!requests.asked.is_empty()).then(|| {
        view! {
            <Card title=words.you_asked>
                <CareRows cares=requests.asked reader=Role::Doctor label=words.you_asked/>
            </Card>
        }
    });
    view! {
        <div class="stack measure">
            <PageHeader title=words.requests_title subtitle=words.requests_lead back=Some(back)/>
            {care_note()}
            {lost}
            <Card title=words.requests_waiting>{waiting}</Card>
            {asked}
            {by_number()}
        </div>
    }
    .erase()
}

fn by_number() -> AnyView {
    let words = words();
    view! {
        <Card title=words.care.by_number_title>
            <p>{words.care.by_number_lead}</p>
            <Form action="/fn/doctor/ask_by_number">
                <Field
                    name="number"
                    label=words.patients.record_number
                    kind=Input::Number
                    width=Width::Medium
                />
                <DateFields name="birth" legend=words.care.born_on/>
                <AskFields kinds=CareKind::ALL.to_vec()/>
                <div class="actions">
                    <Button>{words.care.ask_button}</Button>
                </div>
            </Form>
        </Card>
    }
    .erase()
}

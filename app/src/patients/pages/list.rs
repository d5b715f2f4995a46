use crate::ui::Erase;
use domain::actor::Role;
use domain::care::CareKind;
use domain::live::{Interest, Kind};
use domain::patients::{FindPatients, PatientCard, PatientList};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::look::{PATIENTS_PHOTOS, care_note, dotted, initials, photo};
use crate::patients::server_fns::patients;
use crate::ui::{
    Button, ButtonKind, ButtonLink, EmptyState, Field, FilterForm, Input, Notice, PageHeader, Pagination, Person, Tone,
    address, loaded, shows, still,
};
use crate::viewer::words;

const HERE: &str = "/doctor/patients";

/// A doctor's own patients.
#[component]
pub fn PatientListPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        query.with(|query| FindPatients {
            name: query.get("name").unwrap_or_default(),
            page: query.get("page").unwrap_or_default(),
        })
    };
    shows(words().common.updated_page, || {
        vec![Interest::visits(Role::Doctor), Interest::only(Role::Doctor, Kind::Care)]
    });
    loaded(asked, patients, show)
}

fn show(list: PatientList) -> AnyView {
    let words = words();
    let searched = list.search.query().is_some();
    let address = match list.search.query() {
        Some(name) => address(HERE, &[("name", &name)]),
        None => HERE.to_owned(),
    };
    let waiting = (list.requests > 0).then(|| {
        let link = view! { <p><a href="/doctor/patients/requests">{words.care.requests_title}</a></p> };
        view! { <Notice tone=Tone::Brand title=words.care.waiting(list.requests)>{link}</Notice> }
    });
    let clear = searched.then(|| {
        view! {
            <ButtonLink href=HERE kind=ButtonKind::Plain>
                {words.common.clear}
            </ButtonLink>
        }
    });
    let search = (searched || !list.patients.is_empty()).then(|| {
        view! {
            <FilterForm action=HERE label=words.patients.list_search>
                <div class="form-row">
                    <Field
                        name="name"
                        label=words.patients.list_search
                        kind=Input::Search
                        value=list.search.name.clone()
                    />
                    <div class="row">
                        <Button icon="search">{words.common.search}</Button>
                        {clear}
                    </div>
                </div>
            </FilterForm>
        }
    });
    let found = if list.patients.is_empty() {
        let title = if searched {
            words.patients.list_nobody
        } else {
            words.patients.list_empty
        };
        view! { <EmptyState icon="people" title/> }.erase()
    } else {
        let (page, pages) = (list.patients.page, list.patients.pages);
        let count = words.patients.found(list.patients.total);
        view! {
            <p class="muted">{count}</p>
            <section class="card">{still(move || rows(list.patients.items))}</section>
            <Pagination page pages address/>
        }
        .erase()
    };
    view! {
        <div class="stack">
            <PageHeader title=words.patients.list_title subtitle=words.patients.list_lead>
                <ButtonLink kind=ButtonKind::Quiet href="/doctor/patients/requests">{words.care.requests_title}</ButtonLink>
                <ButtonLink kind=ButtonKind::Quiet href="/doctor/patients/emergency">{words.emergency.open_title}</ButtonLink>
            </PageHeader>
            {care_note()}
            {waiting}
            {search}
            {found}
        </div>
    }
    .erase()
}

fn rows(patients: Vec<PatientCard>) -> AnyView {
    let rows = patients.into_iter().map(row).collect::<Vec<_>>();
    view! {
        <ul class="list" role="list" aria-label=words().patients.list_of>
            {rows}
        </ul>
    }
    .erase()
}

fn cares(cares: Vec<(CareKind, String)>) -> Vec<String> {
    let words = &words().care;
    let said = cares
        .into_iter()
        .map(|(kind, since)| words.kind_since(words.kind(kind), since));
    said.collect()
}

fn row(patient: PatientCard) -> AnyView {
    let all = words();
    let words = &all.patients;
    let why = match patient.emergency {
        Some(until) => all.emergency.why(until),
        None if patient.care.is_empty() => all.care.because_visit.to_owned(),
        None => dotted(cares(patient.care).iter().map(|care| Some(care.as_str()))),
    };
    let (number, age) = (words.number(patient.number), words.aged(patient.age));
    let born = words.born(patient.birth_date, age);
    let last = patient.last_visit.unwrap_or_else(|| words.not_yet.to_owned());
    let next = patient.next_visit.unwrap_or_else(|| words.none_planned.to_owned());
    view! {
        <li>
            <Person
                initials=initials(&patient.name)
                photo=photo(PATIENTS_PHOTOS, patient.photo)
                name=patient.name
                line=dotted([Some(born.as_str()), Some(number.as_str())])
                href=format!("{HERE}/{}", patient.id)
            />
            <dl class="trio">
                <div>
                    <dt>{all.audit.why}</dt>
                    <dd>{why}</dd>
                </div>
                <div>
                    <dt>{words.last_visit}</dt>
                    <dd>{last}</dd>
                </div>
                <div>
                    <dt>{words.next_visit_with_you}</dt>
                    <dd>{next}</dd>
                </div>
            </dl>
        </li>
    }
    .erase()
}

use crate::ui::Erase;
use domain::doctors::{DoctorCard, DoctorSearch, SearchDoctors};
use domain::values::Choice as Known;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use crate::doctors::address::search_address;
use crate::doctors::server_fns::search_doctors;
use crate::look::{PUBLIC_PHOTOS, dotted, initials, optional, photo};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, Choice, EmptyState, Field, FilterForm, Icon, Input, PageHeader, Pagination,
    Person, Select, Tag, Tone, loaded, still,
};
use crate::viewer::words;

/// Search for a doctor: the form, and who was found.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = use_query_map();
    loaded(move || asked(&query.get()), search_doctors, show)
}

fn asked(query: &ParamsMap) -> SearchDoctors {
    let field = |name| query.get(name).unwrap_or_default();
    SearchDoctors {
        specialty: field("specialty"),
        name: field("name"),
        city: field("city"),
        visit_type: field("visit_type"),
        free_by: field("free_by"),
        page: field("page"),
    }
}

fn show(found: DoctorSearch) -> AnyView {
    let words = words();
    let title = words.doctors.search_title;
    let document_title = if found.errors.is_empty() {
        String::new()
    } else {
        words.common.error_title(title)
    };
    let address = search_address(&found.search);
    let filtered = address.contains('?');
    let doctors = found.doctors;
    let (cities, city) = cities(found.cities, found.search.city);
    let (page, pages, total) = (doctors.page, doctors.pages, doctors.total);
    let results = if total == 0 {
        nobody(filtered)
    } else {
        let cards = move || doctors.items.into_iter().map(card).collect::<Vec<_>>();
        view! {
            <Card title=words.doctors.found(total)>
                {still(move || view! { <ul class="list" role="list">{cards()}</ul> }.erase())}
            </Card>
            <Pagination page pages address/>
        }
        .erase()
    };
    view! {
        <div class="stack">
            <PageHeader title document_title subtitle=words.doctors.search_lead/>
            <Card>
                <FilterForm action="/doctors" label=words.doctors.search_title errors=found.errors>
                    <div class="form-row">
                        <Select
                            name="specialty"
                            label=words.doctors.specialty
                            options=choices(found.specialties)
                            blank=words.doctors.any_specialty
                            value=found.search.specialty
                        />
                        <Field
                            name="name"
                            label=words.doctors.doctor_name
                            kind=Input::Search
                            value=found.search.name
                        />
                        <Select
                            name="city"
                            label=words.doctors.city
                            options=cities
                            blank=words.doctors.any_city
                            value=city
                        />
                        <Select
                            name="visit_type"
                            label=words.doctors.visit_type
                            options=choices(found.visit_types)
                            blank=words.doctors.any_visit_type
                            value=found.search.visit_type
                        />
                        <Field
                            name="free_by"
                            label=optional(words.doctors.free_by)
                            kind=Input::Date
                            value=found.search.free_by
                        />
                    </div>
                    <div class="actions">
                        <Button icon="search">{words.doctors.search_button}</Button>
                        {filtered
                            .then(|| {
                                view! {
                                    <ButtonLink kind=ButtonKind::Plain href="/doctors">
                                        {words.common.clear}
                                    </ButtonLink>
                                }
                            })}
                    </div>
                </FilterForm>
            </Card>
            {results}
        </div>
    }
    .erase()
}

/// The cities to choose from, and the one that was asked for: the home page lets people type one that nobody works in, and a
/// filter that is in force has to be seen.
fn cities(known: Vec<Known>, asked: String) -> (Vec<Choice>, String) {
    let mut cities = choices(known);
    let folded = asked.trim().to_lowercase();
    if let Some(city) = cities.iter().find(|city| city.value.to_lowercase() == folded) {
        let city = city.value.clone();
        return (cities, city);
    }
    if !folded.is_empty() {
        cities.push(Choice::new(asked.clone(), asked.clone()));
    }
    (cities, asked)
}

fn choices(known: Vec<Known>) -> Vec<Choice> {
    let known = known.into_iter();
    known.map(|one| Choice::new(one.value, one.label)).collect()
}

fn nobody(filtered: bool) -> AnyView {
    let words = words();
    if !filtered {
        return view! { <EmptyState icon="doctor" title=words.doctors.nobody_title text=words.doctors.nobody_yet/> }
            .erase();
    }
    view! {
        <EmptyState title=words.doctors.nobody_title text=words.doctors.nobody_hint>
            <ButtonLink kind=ButtonKind::Quiet href="/doctors">{words.common.clear}</ButtonLink>
        </EmptyState>
    }
    .erase()
}

fn card(doctor: DoctorCard) -> AnyView {
    let words = words();
    let href = format!("/doctors/{}", doctor.id);
    let label = words.doctors.see_profile_of(&doctor.name);
    let next = match doctor.next_free {
        Some(time) => view! { <Tag tone=Tone::Good icon="clock" text=words.doctors.next_free(time)/> }.erase(),
        None => view! { <Tag tone=Tone::Gone icon="clock" text=words.doctors.no_free_times/> }.erase(),
    };
    let experience = words.common.years_of_experience(doctor.experience_years);
    let languages = (!doctor.languages.is_empty()).then_some(doctor.languages);
    let more = dotted([languages.as_deref(), Some(experience.as_str())]);
    let places = doctor.places.into_iter().map(|place| mark("pin", place));
    let video = doctor
        .video
        .then(|| mark("video", words.doctors.video_visits.to_owned()));
    view! {
        <li>
            <Person
                initials=initials(&doctor.name)
                photo=photo(PUBLIC_PHOTOS, doctor.photo)
                name=doctor.name
                line=words.list(&doctor.specialties)
                href=href.clone()
            />
            <div class="grow stack tight small">
                {places.chain(video).collect::<Vec<_>>()}
                <p class="muted">{more}</p>
            </div>
            <div class="found stack tight">
                <p>{next}</p>
                <ButtonLink kind=ButtonKind::Quiet href label>
                    {words.doctors.see_profile}
                </ButtonLink>
            </div>
        </li>
    }
    .erase()
}

fn mark(icon: &'static str, text: String) -> AnyView {
    view! {
        <p class="marked">
            <Icon name=icon/>
            <span>{text}</span>
        </p>
    }
    .erase()
}

use crate::ui::Erase;
use domain::values::Choice as Listed;
use leptos::prelude::*;

use super::server_fns::specialties;
use crate::ui::{ButtonKind, ButtonLink, Card, Choice, Field, FilterForm, Icon, PageHeader, Select, loaded};
use crate::viewer::{use_viewer, words};

/// The front page.
#[component]
pub fn HomePage() -> impl IntoView {
    loaded(|| (), |()| specialties(), show)
}

fn show(specialties: Vec<Listed>) -> AnyView {
    let words = words();
    view! {
        <div class="stack loose">
            <section class="hero">
                <PageHeader title=words.public.home_title document_title=words.common.tagline/>
                <p class="lead">{words.public.home_lead}</p>
                {search(&specialties)}
            </section>
            {how_it_works()}
            {browse(specialties)}
            {new_here()}
        </div>
    }
    .erase()
}

fn search(specialties: &[Listed]) -> AnyView {
    let words = words();
    let options = specialties
        .iter()
        .map(|choice| Choice::new(&choice.value, &choice.label))
        .collect::<Vec<_>>();
    view! {
        <div class="card search-box">
            <FilterForm action="/doctors" label=words.nav.find_doctor>
                <div class="form-row">
                    <Select name="specialty" label=words.public.search_label options blank=words.doctors.any_specialty/>
                    <Field name="city" label=words.doctors.city autocomplete="address-level2"/>
                    <button type="submit" class="button">
                        <Icon name="search"/>
                        {words.public.search_button}
                    </button>
                </div>
            </FilterForm>
            <p class="small">{words.public.free_search}</p>
        </div>
    }
    .erase()
}

fn how_it_works() -> AnyView {
    let words = &words().public;
    let steps = [
        ("search", words.step_find_title, words.step_find),
        ("calendar-plus", words.step_book_title, words.step_book),
        ("check-circle", words.step_visit_title, words.step_visit),
    ];
    let steps = steps
        .into_iter()
        .map(|(icon, title, text)| {
            view! {
                <li class="card step">
                    <Icon name=icon/>
                    <h3>{title}</h3>
                    <p>{text}</p>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <section class="stack">
            <h2>{words.how_title}</h2>
            <ol class="tiles" role="list">
                {steps}
            </ol>
        </section>
    }
    .erase()
}

fn browse(specialties: Vec<Listed>) -> AnyView {
    let words = &words().public;
    let links = specialties
        .into_iter()
        .map(|choice| {
            view! {
                <li>
                    <a class="button quiet" href=format!("/doctors?specialty={}", choice.value)>
                        {choice.label}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <section class="stack">
            <h2>{words.browse_specialties}</h2>
            <ul class="row" role="list">
                {links}
            </ul>
        </section>
    }
    .erase()
}

fn new_here() -> AnyView {
    let words = words();
    let viewer = use_viewer();
    if viewer.signed_in {
        return view! {
            <div class="actions">
                <ButtonLink href=viewer.home()>{words.public.my_pages}</ButtonLink>
            </div>
        }
        .erase();
    }
    let points = [
        words.public.doctor_point_hours,
        words.public.doctor_point_day,
        words.public.doctor_point_patients,
    ];
    view! {
        <div class="cols even">
            <Card title=words.public.new_here now=true>
                <p>{words.account.register_as_patient_hint}</p>
                <div class="actions">
                    <ButtonLink href="/register/patient">{words.account.create_account}</ButtonLink>
                    <ButtonLink kind=ButtonKind::Plain href="/sign-in">{words.public.have_account}</ButtonLink>
                </div>
            </Card>
            <Card title=words.public.are_you_doctor>
                <ul class="plain-list">{points.map(|point| view! { <li>{point}</li> }).into_iter().collect::<Vec<_>>()}</ul>
                <p class="muted">{words.public.doctor_lead}</p>
                <div class="actions">
                    <ButtonLink kind=ButtonKind::Quiet href="/register/doctor">{words.public.apply_as_doctor}</ButtonLink>
                </div>
            </Card>
        </div>
    }
    .erase()
}

use crate::ui::Erase;
use domain::conflict::Conflict;
use domain::patients::{EditPatient, PatientProfile};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::patients::server_fns::own_profile;
use crate::ui::{
    Button, DateFields, DefinitionList, Fact, Field, Form, Hidden, Input, Notice, PageHeader, TextArea, Tone, Width,
    loaded, use_form,
};
use crate::viewer::words;

/// A patient's own profile in a form.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let query = use_query_map();
    loaded(
        move || query.with(|query| query.get("done").is_some()),
        |done| async move { own_profile().await.map(|profile| (profile, done)) },
        |(profile, done)| show(profile, done),
    )
}

fn show(profile: PatientProfile, done: bool) -> AnyView {
    let words = words();
    let done = done.then(|| view! { <Notice tone=Tone::Good title=words.patients.profile_saved news=true/> });
    let facts = vec![
        Fact::new(words.patients.record_number, profile.number.to_string()),
        Fact::new(words.common.email, profile.email),
    ];
    let values = profile.values;
    let saved = values.clone();
    view! {
        <div class="stack measure">
            <PageHeader title=words.patients.profile_title subtitle=words.patients.profile_lead/>
            {done}
            <section class="card">
                <DefinitionList facts/>
                <p>
                    <a href="/patient/profile/access">{words.audit.access_title}</a>
                </p>
            </section>
            <Form action="/fn/patient/edit_profile">
                <Saved values=saved/>
                <Hidden name="version" value=values.version/>
                <Field name="name" label=words.common.name kind=Input::Name value=values.name/>
                <DateFields
                    name="birth"
                    legend=words.common.birth_date
                    value=(values.birth_day, values.birth_month, values.birth_year)
                    birthday=true
                />
                <Field name="phone" label=words.common.phone kind=Input::Phone width=Width::Medium value=values.phone/>
                <TextArea name="address" label=words.common.address value=values.address/>
                <div class="actions">
                    <Button>{words.common.save_changes}</Button>
                </div>
            </Form>
        </div>
    }
    .erase()
}

/// What is saved, beside what was typed, when somebody changed the profile in the meantime.
#[component]
fn Saved(values: EditPatient) -> impl IntoView {
    let conflict = use_form().map(crate::ui::FormState::conflict);
    let shown = move || {
        let stale = matches!(conflict?.get()?, Conflict::Stale);
        stale.then(|| saved(values.clone()))
    };
    view! { {shown} }.erase()
}

fn saved(values: EditPatient) -> AnyView {
    let words = words();
    let birth = [values.birth_day, values.birth_month, values.birth_year].join(" / ");
    let facts = vec![
        Fact::new(words.common.name, values.name),
        Fact::new(words.common.birth_date, birth),
        Fact::new(words.common.phone, values.phone),
        Fact::new(words.common.address, values.address),
    ];
    view! {
        <section class="card">
            <h2>{words.patients.profile_now}</h2>
            <DefinitionList facts/>
        </section>
    }
    .erase()
}

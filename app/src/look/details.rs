//! The details of a patient in a form, whoever fills it.

use crate::ui::Erase;
use domain::conflict::Conflict;
use domain::patients::EditPatient;
use leptos::prelude::*;

use crate::ui::{
    Button, DateFields, DefinitionList, Fact, Field, FormState, Input, TextArea, Version, Width, use_form,
};
use crate::viewer::words;

/// The fields, and the button that saves them.
#[component]
pub fn PatientFields(values: EditPatient) -> impl IntoView {
    let words = words();
    let saved = values.clone();
    view! {
        <Saved values=saved/>
        <Version value=values.version.clone()/>
        {person_fields(values)}
        <div class="actions">
            <Button>{words.common.save_changes}</Button>
        </div>
    }
    .erase()
}

/// Who somebody is: the same fields for somebody new.
pub fn person_fields(values: EditPatient) -> AnyView {
    let words = words();
    view! {
        <Field name="name" label=words.common.name kind=Input::Name value=values.name/>
        <DateFields
            name="birth"
            legend=words.common.birth_date
            value=(values.birth_day, values.birth_month, values.birth_year)
            birthday=true
        />
        <Field name="phone" label=words.common.phone kind=Input::Phone width=Width::Medium value=values.phone/>
        <TextArea name="address" label=words.common.address value=values.address/>
    }
    .erase()
}

/// What is saved, beside what was typed, when somebody changed the profile in the meantime.
#[component]
fn Saved(values: EditPatient) -> impl IntoView {
    let conflict = use_form().map(FormState::conflict);
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

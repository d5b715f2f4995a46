use crate::ui::Erase;
use domain::accounts::RegistrationChoices;
use domain::values::{Choice as Listed, PasswordRule};
use leptos::prelude::*;

use super::first_password;
use crate::account::server_fns::registration_choices;
use crate::ui::{
    Button, ButtonKind, ButtonLink, CheckboxGroup, Choice, Details, EmptyState, Field, Form, Input, Link, PageHeader,
    Select, TextArea, Width, loaded,
};
use crate::viewer::words;

/// A doctor applies.
#[component]
pub fn RegisterDoctorPage() -> impl IntoView {
    loaded(|| (), |()| registration_choices(), show)
}

fn show(choices: RegistrationChoices) -> AnyView {
    let words = words();
    let back = Some(Link::new("/register", words.common.back));
    let content = if choices.locations.is_empty() {
        view! {
            <EmptyState icon="building" title=words.account.no_locations_title text=words.account.no_locations>
                <ButtonLink kind=ButtonKind::Quiet href="/">{words.errors.go_home}</ButtonLink>
            </EmptyState>
        }
        .erase()
    } else {
        view! {
            {next_steps()}
            {form(choices)}
        }
        .erase()
    };
    view! {
        <div class="stack measure">
            <PageHeader title=words.account.register_doctor_title subtitle=words.common.required_hint back/>
            {content}
        </div>
    }
    .erase()
}

fn next_steps() -> AnyView {
    let words = &words().account;
    view! {
        <Details summary=words.doctor_steps_title open=true>
            <ol class="plain-list">
                <li>{words.doctor_step_mail}</li>
                <li>{words.doctor_step_licence}</li>
                <li>{words.doctor_step_hours}</li>
            </ol>
        </Details>
    }
    .erase()
}

fn form(choices: RegistrationChoices) -> AnyView {
    let words = words();
    view! {
        <Form action="/register/doctor" plain=true>
            <h2>{words.account.about_you}</h2>
            <Field name="name" label=words.account.full_name kind=Input::Name hint=words.account.full_name_hint/>
            <Field
                name="phone"
                label=words.common.phone
                kind=Input::Phone
                hint=words.account.phone_hint
                width=Width::Medium
            />
            <h2>{words.account.your_work}</h2>
            <CheckboxGroup
                name="specialties[]"
                legend=words.account.specialties
                hint=words.account.specialties_hint
                options=options(choices.specialties)
                columns=true
            />
            <TextArea
                name="qualifications"
                label=words.account.qualifications
                hint=words.account.qualifications_hint
            />
            <Field
                name="licence_number"
                label=words.account.licence_number
                hint=words.account.licence_hint
                width=Width::Medium
                autocomplete="off"
            />
            <Field
                name="experience_years"
                label=words.account.experience_years
                kind=Input::Number
                width=Width::Tiny
            />
            <Select
                name="location"
                label=words.account.main_location
                options=options(choices.locations)
                blank=words.common.choose
            />
            <h2>{words.account.your_sign_in}</h2>
            <Field
                name="email"
                label=words.common.email
                kind=Input::Email
                hint=words.account.email_hint
                autocomplete="username"
            />
            {first_password(PasswordRule::Staff)}
            <div class="actions">
                <Button>{words.account.send_application}</Button>
            </div>
        </Form>
    }
    .erase()
}

fn options(listed: Vec<Listed>) -> Vec<Choice> {
    listed
        .into_iter()
        .map(|choice| Choice::new(choice.value, choice.label))
        .collect()
}

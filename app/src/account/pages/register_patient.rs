use crate::ui::Erase;
use domain::values::PasswordRule;
use leptos::prelude::*;

use super::{first_password, query, with_next};
use crate::ui::{Button, DateFields, Field, Form, Hidden, Input, Link, PageHeader, TextArea, Width, use_form};
use crate::viewer::words;

/// A patient registers.
#[component]
pub fn RegisterPatientPage() -> impl IntoView {
    let words = words();
    let next = query("next");
    let back = Some(Link::new(with_next("/register", &next), words.common.back));
    let sign_in = with_next("/sign-in", &next);
    view! {
        <div class="stack measure">
            <PageHeader title=words.account.register_patient_title subtitle=words.common.required_hint back/>
            <Form action="/register/patient" plain=true>
                <Next asked=next/>
                <h2>{words.account.about_you}</h2>
                <Field name="name" label=words.account.full_name kind=Input::Name hint=words.account.full_name_hint/>
                <DateFields
                    name="birth"
                    legend=words.common.birth_date
                    hint=words.account.birth_date_hint
                    birthday=true
                />
                <h2>{words.account.how_to_reach_you}</h2>
                <Field
                    name="phone"
                    label=words.common.phone
                    kind=Input::Phone
                    hint=words.account.phone_hint
                    width=Width::Medium
                />
                <TextArea name="address" label=words.common.address hint=words.account.address_hint/>
                <h2>{words.account.your_sign_in}</h2>
                <Field
                    name="email"
                    label=words.common.email
                    kind=Input::Email
                    hint=words.account.email_hint
                    autocomplete="username"
                />
                {first_password(PasswordRule::Patient)}
                <div class="actions">
                    <Button>{words.account.create_account}</Button>
                </div>
            </Form>
            <p>
                {words.account.have_account} " "
                <a href=sign_in>{words.account.sign_in_link}</a>
            </p>
        </div>
    }
    .erase()
}

/// Where the first sign-in leads: a form that came back knows it without the address.
#[component]
fn Next(asked: String) -> impl IntoView {
    let next = use_form().map_or(asked.clone(), |form| form.value("next", asked));
    view! { <Hidden name="next" value=next/> }
}

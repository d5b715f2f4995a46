use crate::ui::Erase;
use domain::doctors::DoctorProfileForm;
use domain::values::Choice as Known;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::doctors::server_fns::own_profile;
use crate::look::{optional, own_photo};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, CheckboxGroup, Choice, Field, Form, Hidden, Input, Notice, PageHeader,
    Select, TextArea, Tone, Version, Width, loaded,
};
use crate::viewer::words;

/// The doctor's own profile in a form.
#[component]
pub fn EditProfilePage() -> impl IntoView {
    let query = use_query_map();
    loaded(
        || (),
        |()| own_profile(),
        move |form| {
            let saved = query.with_untracked(|query| query.get("saved").is_some());
            show(form, saved)
        },
    )
}

fn show(form: DoctorProfileForm, saved: bool) -> AnyView {
    let words = words();
    let saved = saved.then(|| view! { <Notice tone=Tone::Good title=words.doctors.profile_saved news=true/> });
    let values = form.values;
    let fees = fees(&form.visit_types, &values.fees);
    view! {
        <div class="stack measure">
            <PageHeader title=words.doctors.profile_title subtitle=words.doctors.profile_lead>
                <ButtonLink kind=ButtonKind::Quiet href=format!("/doctors/{}", form.id) external=true>
                    {words.doctors.see_public}
                </ButtonLink>
            </PageHeader>
            {saved}
            <Card>
                {own_photo(form.photo)}
                <p>
                    <a href="/doctor/licence">{words.files.licence_title}</a>
                </p>
            </Card>
            <Form action="/fn/doctor/edit_profile">
                <Version value=values.version/>
                <Card title=words.doctors.about>
                    <Field name="name" label=words.common.name kind=Input::Name value=values.name/>
                    <Field name="phone" label=words.common.phone kind=Input::Phone value=values.phone width=Width::Medium/>
                    <TextArea
                        name="biography"
                        label=optional(words.doctors.biography)
                        hint=words.doctors.biography_hint
                        value=values.biography
                    />
                    <Field
                        name="languages"
                        label=optional(words.doctors.languages)
                        hint=words.doctors.languages_hint
                        value=values.languages
                    />
                </Card>
                <Card title=words.doctors.about_work>
                    <CheckboxGroup
                        name="specialties[]"
                        legend=words.doctors.specialties_label
                        options=choices(form.specialties)
                        values=values.specialties
                        columns=true
                    />
                    <TextArea
                        name="qualifications"
                        label=words.doctors.qualifications
                        hint=words.account.qualifications_hint
                        value=values.qualifications
                    />
                    <Field
                        name="experience_years"
                        label=words.doctors.years_of_experience
                        kind=Input::Number
                        width=Width::Tiny
                        value=values.experience_years
                    />
                    <Select
                        name="location"
                        label=words.doctors.home_place
                        hint=words.doctors.home_place_hint
                        options=choices(form.locations)
                        value=values.location
                    />
                    <Select
                        name="time_zone"
                        label=words.doctors.time_zone
                        options=choices(form.zones)
                        value=values.time_zone
                        width=Width::Medium
                    />
                    <p class="small muted">
                        {words.common.in_words(words.account.licence_number, form.licence_number)} ". " {words.doctors.licence_fixed}
                    </p>
                </Card>
                <Card title=words.doctors.fees_in(form.currency)>
                    <p class="hint">{words.doctors.fees_hint}</p>
                    {fees}
                </Card>
                <div class="actions">
                    <Button>{words.common.save_changes}</Button>
                </div>
            </Form>
        </div>
    }
    .erase()
}

fn fees(kinds: &[Known], fees: &[String]) -> Vec<AnyView> {
    let kinds = kinds.iter().zip(fees).enumerate();
    kinds
        .map(|(place, (kind, fee))| {
            view! {
                <Hidden name=format!("fee_types[{place}]") value=kind.value.clone()/>
                <Field
                    name=format!("fees[{place}]")
                    label=optional(&words().doctors.fee_of(&kind.label))
                    width=Width::Short
                    value=fee.clone()
                />
            }
            .erase()
        })
        .collect()
}

fn choices(known: Vec<Known>) -> Vec<Choice> {
    let known = known.into_iter();
    known.map(|one| Choice::new(one.value, one.label)).collect()
}

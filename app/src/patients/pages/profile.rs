use crate::ui::Erase;
use domain::carers::CarerScope;
use domain::patients::PatientProfile;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::look::{PatientFields, own_photo};
use crate::patients::server_fns::own_profile;
use crate::ui::{DefinitionList, Fact, Form, Notice, PageHeader, Tone, loaded};
use crate::viewer::{use_viewer, words};

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
    let email = profile.email.map(|email| Fact::new(words.common.email, email));
    let number = Fact::new(words.patients.record_number, profile.number.to_string());
    let facts = std::iter::once(number).chain(email).collect::<Vec<_>>();
    let viewer = use_viewer();
    // A photo is of whoever has the account: a carer changes no other.
    let photo = viewer.acting().is_none().then(|| own_photo(profile.photo));
    let links = [
        (
            viewer.may_for_patient(CarerScope::Access),
            "/patient/profile/access",
            words.audit.access_title,
        ),
        (viewer.acting().is_none(), "/patient/profile/carers", words.carers.title),
    ];
    let links = links.into_iter().filter(|(shown, ..)| *shown);
    let links = links
        .map(|(_, href, text)| view! { <li><a href=href>{text}</a></li> })
        .collect::<Vec<_>>();
    view! {
        <div class="stack measure">
            <PageHeader title=words.patients.profile_title subtitle=words.patients.profile_lead/>
            {done}
            <section class="card">
                {photo}
                <DefinitionList facts/>
                <ul class="stack tight" role="list">
                    {links}
                </ul>
            </section>
            <Form action="/fn/patient/edit_profile">
                <PatientFields values=profile.values/>
            </Form>
        </div>
    }
    .erase()
}

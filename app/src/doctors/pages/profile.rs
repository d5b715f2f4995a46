use crate::ui::Erase;
use domain::carers::CarerScope;
use domain::doctors::{AskTimes, DoctorProfile, Place};
use domain::live::Interest;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::times::times;
use crate::doctors::server_fns::doctor_profile;
use crate::look::{PUBLIC_PHOTOS, initials, photo};
use crate::ui::{
    ButtonKind, ButtonLink, Card, DefinitionList, EmptyState, Face, Fact, Link, PageHeader, loaded, shows,
};
use crate::viewer::{use_viewer, words};

/// A doctor's public page, with free times to choose from.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = move || {
        let query = query.get();
        let field = |name| query.get(name).unwrap_or_default();
        AskTimes {
            doctor: params.with(|params| params.get("id").unwrap_or_default()),
            visit: field("visit"),
            place: field("place"),
            month: field("month"),
            day: field("day"),
        }
    };
    shows(words().common.updated_times, move || {
        vec![Interest::times(
            &params.with(|params| params.get("id").unwrap_or_default()),
        )]
    });
    loaded(asked, doctor_profile, show)
}

fn show(mut profile: DoctorProfile) -> AnyView {
    let words = words();
    let booking = match profile.times.take() {
        Some(free) => times(&profile, free),
        None => view! {
            <EmptyState icon="calendar" title=words.doctors.no_free_times text=words.booking.not_offered/>
        }
        .erase(),
    };
    let about = profile.biography.clone().map(|text| {
        view! {
            <Card title=words.doctors.about>
                <p class="pre" dir="auto">{text}</p>
            </Card>
        }
    });
    let ask = use_viewer().may_for_patient(CarerScope::CareTeam).then(|| {
        let href = format!("/patient/care-team/ask/{}", profile.id);
        view! { <ButtonLink kind=ButtonKind::Quiet href>{words.care.ask_on_profile}</ButtonLink> }
    });
    let specialties = words.list(&profile.specialties);
    let face = initials(&profile.name);
    let photo = photo(PUBLIC_PHOTOS, profile.photo);
    let title = profile.name.clone();
    view! {
        <div class="stack">
            <div class="portrait">
                <Face initials=face photo=photo big=true/>
                <PageHeader title subtitle=specialties back=Some(Link::new("/doctors", words.nav.find_doctor))/>
            </div>
            <div class="cols">
                <div class="stack">{booking}</div>
                <div class="stack">
                    {about}
                    <Card title=words.common.details>
                        <DefinitionList facts=facts(profile)/>
                        {ask}
                    </Card>
                </div>
            </div>
        </div>
    }
    .erase()
}

fn facts(profile: DoctorProfile) -> Vec<Fact> {
    let words = words();
    let text = |term, value: String| (!value.is_empty()).then(|| Fact::new(term, value));
    let fees = profile.visit_types.into_iter();
    let fees = fees.filter_map(|kind| Some(words.doctors.fee_for(kind.name, kind.fee?)));
    let video = profile.video.then(|| words.doctors.video_visits.to_owned());
    let places = profile.places.into_iter().map(place).chain(video).collect::<Vec<_>>();
    [
        text(words.doctors.qualifications, profile.qualifications),
        Some(Fact::new(
            words.doctors.experience,
            words.common.years(profile.experience_years),
        )),
        text(words.doctors.languages, profile.languages),
        text(words.doctors.places, words.beside(places, "\n\n")),
        text(words.doctors.fees, fees.collect::<Vec<_>>().join("\n")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn place(place: Place) -> String {
    format!("{}\n{}, {}", place.name, place.address_line, place.city)
}

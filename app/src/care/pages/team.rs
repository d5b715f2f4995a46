use domain::actor::Role;
use domain::care::{Care, CareTeam, KnownDoctor};
use domain::live::{Interest, Kind};
use leptos::prelude::*;

use crate::care::server_fns::care_team;
use crate::look::{CareRows, care_note, initials, lost_care};
use crate::ui::{ButtonKind, ButtonLink, Card, EmptyState, Erase, PageHeader, Person, loaded, shows};
use crate::viewer::words;

/// A patient's doctors, and who asks whom.
#[component]
pub fn TeamPage() -> impl IntoView {
    shows(words().common.updated_page, || {
        vec![Interest::only(Role::Patient, Kind::Care)]
    });
    loaded(|| (), |()| care_team(), show)
}

fn show(team: CareTeam) -> AnyView {
    let words = &words().care;
    let shown = [&team.to_answer, &team.active, &team.asked].into_iter().flatten();
    let lost = lost_care(Role::Patient, shown);
    let active = if team.active.is_empty() {
        view! { <EmptyState icon="people" title=words.team_none text=words.team_none_hint/> }.erase()
    } else {
        card(words.team_active, team.active, false)
    };
    view! {
        <div class="stack measure">
            <PageHeader title=words.team_title subtitle=words.team_lead/>
            {care_note()}
            {lost}
            {listed(words.team_waiting, team.to_answer, true)}
            {active}
            {listed(words.you_asked, team.asked, false)}
            {ask(team.known)}
            {listed(words.team_past, team.past, false)}
        </div>
    }
    .erase()
}

fn listed(title: &'static str, cares: Vec<Care>, now: bool) -> Option<AnyView> {
    (!cares.is_empty()).then(|| card(title, cares, now))
}

fn card(title: &'static str, cares: Vec<Care>, now: bool) -> AnyView {
    view! {
        <Card title now>
            <CareRows cares reader=Role::Patient label=title/>
        </Card>
    }
    .erase()
}

/// Whom the patient may ask: those they know, and everybody else by the search.
fn ask(known: Vec<KnownDoctor>) -> AnyView {
    let words = &words().care;
    let rows = known.into_iter().map(row).collect::<Vec<_>>();
    let list = (!rows.is_empty()).then(|| view! { <ul class="list" role="list">{rows}</ul> });
    view! {
        <Card title=words.ask_title>
            <p>{words.ask_lead}</p>
            {list}
            <div class="actions">
                <ButtonLink kind=ButtonKind::Quiet href="/doctors">{words.ask_find}</ButtonLink>
            </div>
        </Card>
    }
    .erase()
}

fn row(doctor: KnownDoctor) -> AnyView {
    let ask = words().care.ask_of(&doctor.name);
    let href = format!("/patient/care-team/ask/{}", doctor.id);
    view! {
        <li>
            <Person
                initials=initials(&doctor.name)
                name=doctor.name
                line=doctor.about
                href=format!("/doctors/{}", doctor.id)
            />
            <a href=href>{ask}</a>
        </li>
    }
    .erase()
}

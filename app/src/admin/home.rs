use crate::ui::Erase;
use domain::actor::Role;
use domain::admin::{AdminHome, Counts, QueueEntry};
use domain::live::Interest;
use leptos::prelude::*;

use super::charts::charts;
use crate::admin::server_fns::home;
use crate::look::initials;
use crate::ui::{ButtonKind, ButtonLink, Card, EmptyState, Figure, PageHeader, Person, Tag, Tone, loaded, rows, shows};
use crate::viewer::words;

/// The first page of administrators: how much there is, and who waits.
#[component]
pub fn HomePage() -> impl IntoView {
    shows(words().common.updated_page, || vec![Interest::everything(Role::Staff)]);
    loaded(|| (), |()| home(), show)
}

fn show(home: AdminHome) -> AnyView {
    let words = &words().admin;
    let total = home.counts.doctors_waiting;
    view! {
        <div class="stack">
            <PageHeader title=words.home_title/>
            {figures(home.counts, home.reviews, home.cases)}
            {waiting(home.waiting, total)}
            {charts(home.figures)}
        </div>
    }
    .erase()
}

/// Figures that open the list they count; visits have no list that staff may read.
fn figures(counts: Counts, reviews: Option<u64>, cases: Option<u64>) -> AnyView {
    let all = words();
    let words = &all.admin;
    let cases =
        cases.map(|count| view! { <Figure label=all.privacy.count_open value=count href="/admin/access/cases"/> });
    let reviews =
        reviews.map(|count| view! { <Figure label=all.emergency.count_waiting value=count href="/admin/access"/> });
    view! {
        <section aria-labelledby="figures" class="stack">
            <h2 id="figures" class="hidden">{words.counts_title}</h2>
            <div class="tiles">
                <Figure label=words.count_today value=counts.visits_today/>
                <Figure label=words.count_week value=counts.visits_next_seven_days/>
                <Figure label=words.count_cancelled value=counts.cancelled_last_seven_days/>
                <Figure label=words.count_failed value=counts.deliveries_failed href="/admin/deliveries"/>
                <Figure label=words.count_patients value=counts.patients href="/admin/people?role=patient"/>
                <Figure label=words.count_doctors value=counts.doctors href="/admin/doctors?status=approved"/>
                <Figure label=words.count_waiting value=counts.doctors_waiting href="/admin/doctors"/>
                {reviews}
                {cases}
            </div>
        </section>
    }
    .erase()
}

fn waiting(entries: Vec<QueueEntry>, total: u64) -> AnyView {
    let words = &words().admin;
    if entries.is_empty() {
        return view! {
            <Card title=words.waiting_title>
                <EmptyState icon="shield-check" title=words.waiting_none/>
            </Card>
        }
        .erase();
    }
    let more = (total > u64::try_from(entries.len()).unwrap_or(u64::MAX))
        .then(|| view! { <p><a href="/admin/doctors">{words.see_all_waiting}</a></p> });
    let count = view! { <Tag text=words.waiting(total) icon="hourglass" tone=Tone::Warn/> }.erase();
    let entries = rows(entries, |entry| entry.id.to_string(), applicant);
    view! {
        <Card title=words.waiting_title aside=count>
            <ul class="list" role="list">{entries}</ul>
            {more}
        </Card>
    }
    .erase()
}

fn applicant(entry: QueueEntry) -> AnyView {
    let words = words();
    let href = format!("/admin/doctors/{}", entry.id);
    let mut about = entry.specialties;
    about.extend(entry.place);
    about.push(entry.applied.label);
    view! {
        <li>
            <Person initials=initials(&entry.name) name=entry.name.clone() line=about.join(" · ") href=href.clone() />
            <ButtonLink kind=ButtonKind::Quiet href=href label=words.admin.check_applicant(&entry.name)>
                {words.admin.check}
            </ButtonLink>
        </li>
    }
    .erase()
}

use crate::ui::Erase;
use domain::actor::{Permission, Permissions, Role};
use domain::admin::{AdminHome, Counts, QueueEntry};
use domain::live::Interest;
use domain::roles::OwnRole;
use leptos::prelude::*;

use super::charts::charts;
use crate::admin::server_fns::home;
use crate::layout::places;
use crate::look::initials;
use crate::ui::{
    ButtonKind, ButtonLink, Card, EmptyState, Figure, Icon, PageHeader, Person, Tag, Tone, loaded, rows, shows,
};
use crate::viewer::{staff_words, use_viewer, words};

/// The first page of staff: how much there is, who waits, and where their permissions lead.
#[component]
pub fn HomePage() -> impl IntoView {
    shows(words().common.updated_page, || vec![Interest::everything(Role::Staff)]);
    loaded(|| (), |()| home(), show)
}

fn show(home: AdminHome) -> AnyView {
    let words = &staff_words().admin;
    let (counts, drawn) = home.numbers.map(|numbers| (numbers.counts, numbers.figures)).unzip();
    let total = counts.map(|counts| counts.doctors_waiting);
    // Who sees no numbers is shown the way to their work instead.
    let own = counts.is_none().then(|| own(home.roles));
    let begin = home.no_location.then(|| {
        view! {
            <EmptyState icon="building" title=words.no_locations text=words.no_locations_hint>
                <ButtonLink href="/admin/locations/new" icon="plus">{words.add_location}</ButtonLink>
            </EmptyState>
        }
    });
    view! {
        <div class="stack">
            <PageHeader title=words.home_title/>
            {begin}
            {counts.map(figures)}
            {to_review(home.reviews, home.cases)}
            {own}
            {home.waiting.map(|entries| waiting(entries, total))}
            {drawn.map(charts)}
        </div>
    }
    .erase()
}

/// The roles of the reader, and where they lead.
fn own(roles: Vec<OwnRole>) -> AnyView {
    let words = &staff_words().roles;
    let roles = roles.into_iter().map(|role| {
        let until = role
            .until
            .map(|day| view! { <br/> <span class="small muted">{words.ends_on(day)}</span> });
        view! { <li><p><b><bdi>{role.name}</bdi></b> {until}</p></li> }
    });
    let roles = roles.collect::<Vec<_>>();
    let places = places(Role::Staff, &use_viewer()).into_iter().skip(1).map(|place| {
        view! {
            <li>
                <a class="person" href=place.href>
                    <span class="face" aria-hidden="true"><Icon name=place.icon/></span>
                    <b>{place.text}</b>
                </a>
            </li>
        }
    });
    let places = places.collect::<Vec<_>>();
    view! {
        <div class="cols">
            <Card title=words.your_places>
                <ul class="list" role="list">{places}</ul>
            </Card>
            <Card title=words.yours>
                <ul class="list" role="list">{roles}</ul>
            </Card>
        </div>
    }
    .erase()
}

/// Figures that open the list they count, for who may read it; visits have no list that staff may read.
fn figures(counts: Counts) -> AnyView {
    let words = &staff_words().admin;
    let own = use_viewer().permissions;
    let for_them = |needed: Permissions, href: &str| {
        if own.meets(needed) {
            href.to_owned()
        } else {
            String::new()
        }
    };
    let only = |permission, href| for_them(Permissions::none().with(permission), href);
    let failed = only(Permission::ManageDeliveries, "/admin/deliveries");
    let patients = for_them(Permissions::of_people(), "/admin/people?role=patient");
    let doctors = only(Permission::VerifyDoctors, "/admin/doctors?status=approved");
    let applied = only(Permission::VerifyDoctors, "/admin/doctors");
    view! {
        <section aria-labelledby="figures" class="stack">
            <h2 id="figures" class="hidden">{words.counts_title}</h2>
            <div class="tiles">
                <Figure label=words.count_today value=counts.visits_today/>
                <Figure label=words.count_week value=counts.visits_next_seven_days/>
                <Figure label=words.count_cancelled value=counts.cancelled_last_seven_days/>
                <Figure label=words.count_failed value=counts.deliveries_failed href=failed/>
                <Figure label=words.count_patients value=counts.patients href=patients/>
                <Figure label=words.count_doctors value=counts.doctors href=doctors/>
                <Figure label=words.count_waiting value=counts.doctors_waiting href=applied/>
            </div>
        </section>
    }
    .erase()
}

/// What waits for those who watch over who sees what; nothing for others.
fn to_review(reviews: Option<u64>, cases: Option<u64>) -> Option<AnyView> {
    let staff = staff_words();
    let (reviews, cases) = (reviews?, cases?);
    let view = view! {
        <div class="tiles">
            <Figure label=staff.reviews.count_waiting value=reviews href="/admin/access"/>
            <Figure label=staff.cases.count_open value=cases href="/admin/access/cases"/>
        </div>
    };
    Some(view.erase())
}

fn waiting(entries: Vec<QueueEntry>, total: Option<u64>) -> AnyView {
    let words = &staff_words().admin;
    let shown = u64::try_from(entries.len()).unwrap_or(u64::MAX);
    if entries.is_empty() {
        return view! {
            <Card title=words.waiting_title>
                <EmptyState icon="shield-check" title=words.waiting_none/>
            </Card>
        }
        .erase();
    }
    // Who sees no numbers is not told how many there are, so the way to all of them is always there.
    let more = total
        .is_none_or(|total| total > shown)
        .then(|| view! { <p><a href="/admin/doctors">{words.see_all_waiting}</a></p> });
    let count = view! { <Tag text=words.waiting(total.unwrap_or(shown)) icon="hourglass" tone=Tone::Warn/> }.erase();
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
    let staff = staff_words();
    let href = format!("/admin/doctors/{}", entry.id);
    let mut about = entry.specialties;
    about.extend(entry.place);
    about.push(entry.applied.label);
    view! {
        <li>
            <Person initials=initials(&entry.name) name=entry.name.clone() line=about.join(" · ") href=href.clone() />
            <ButtonLink kind=ButtonKind::Quiet href=href label=staff.admin.check_applicant(&entry.name)>
                {staff.admin.check}
            </ButtonLink>
        </li>
    }
    .erase()
}

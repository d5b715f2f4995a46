use crate::ui::Erase;
use domain::actor::Role;
use domain::appointments::{AppointmentSummary, HoldView};
use domain::carers::CarerScope;
use domain::conflict::SlotOffer;
use domain::live::Interest;
use domain::patients::{OffersOf, PatientHome};
use leptos::prelude::*;

use crate::appointments::components::release;
use crate::appointments::server_fns::patient_home;
use crate::look::{SlotOffers, Status, VisitRows, day_and_start, dotted, initials, visit_address};
use crate::ui::{ButtonKind, ButtonLink, Card, EmptyState, Notice, PageHeader, Person, Tone, loaded, shows};
use crate::viewer::{use_viewer, words};

/// A patient's first page: what comes next, and the quickest ways to book.
#[component]
pub fn PatientHomePage() -> impl IntoView {
    shows(words().common.updated_calendar, || {
        vec![Interest::everything(Role::Patient)]
    });
    loaded(|| (), |()| patient_home(), show)
}

fn show(home: PatientHome) -> AnyView {
    let words = words();
    let viewer = use_viewer();
    let books = viewer.may_for_patient(CarerScope::Booking);
    // Whoever acts for somebody is not the one to greet.
    let title = match viewer.acting() {
        Some(_) => home.name,
        None => words.patients.welcome(&home.name),
    };
    let aside = home.next.is_some() || !home.later.is_empty();
    let offers = (!home.offers.is_empty()).then(|| offers(home.offers, home.offers_of));
    let next = match home.next {
        Some(visit) => next(visit, books),
        None => nothing(books),
    };
    let main = view! { <div class="stack">{next} {offers}</div> };
    let content = if aside {
        view! {
            <div class="cols">
                {main}
                {later(home.later)}
            </div>
        }
        .erase()
    } else {
        main.erase()
    };
    view! {
        <div class="stack">
            <PageHeader title document_title=words.nav.home>
                {(aside && books)
                    .then(|| {
                        view! {
                            <ButtonLink href="/doctors" kind=ButtonKind::Quiet icon="calendar-plus">
                                {words.patients.book_a_visit}
                            </ButtonLink>
                        }
                    })}
            </PageHeader>
            {home.hold.map(held)}
            {content}
        </div>
    }
    .erase()
}

/// A time that is kept but not booked yet.
fn held(hold: HoldView) -> AnyView {
    let words = words();
    let line = dotted([
        Some(hold.doctor_name.as_str()),
        Some(day_and_start(&hold.when).as_str()),
    ]);
    let next = "/patient".to_owned();
    view! {
        <Notice tone=Tone::Warn title=words.patients.hold_waiting>
            <p>
                {line} <br/> {words.booking.kept_until(&hold.expires)}
            </p>
            <div class="actions">
                <ButtonLink href=format!("/patient/book/{}", hold.id)>{words.patients.go_on_booking}</ButtonLink>
                {release(hold.id, next, words.booking.release)}
            </div>
        </Notice>
    }
    .erase()
}

fn next(visit: AppointmentSummary, books: bool) -> AnyView {
    let words = words();
    let href = visit_address(Role::Patient, visit.id);
    let cancel = books.then(|| {
        view! {
            <ButtonLink href=format!("{href}/cancel") kind=ButtonKind::Plain>
                {words.booking.cancel_link}
            </ButtonLink>
        }
    });
    let status = view! { <Status status=visit.status/> }.erase();
    let length = words.booking.minutes_long(visit.minutes);
    let line = dotted([
        visit.specialty.as_deref(),
        Some(length.as_str()),
        Some(crate::look::place(&visit)),
    ]);
    let when = day_and_start(&visit.when);
    view! {
        <Card title=words.patients.next_visit now=true aside=status>
            <p class="when">
                <time datetime=visit.when.datetime>{when}</time>
            </p>
            <Person
                initials=initials(&visit.doctor_name)
                name=visit.doctor_name
                line=line
                href=format!("/doctors/{}", visit.doctor)
            />
            <div class="actions">
                <ButtonLink href icon="calendar">
                    {words.booking.see_visit}
                </ButtonLink>
                {cancel}
            </div>
        </Card>
    }
    .erase()
}

fn nothing(books: bool) -> AnyView {
    let words = words();
    let (title, hint) = (words.patients.no_next, words.patients.no_next_hint);
    if !books {
        return view! { <EmptyState icon="calendar" title text=""/> }.erase();
    }
    view! {
        <EmptyState icon="calendar-plus" title text=hint>
            <ButtonLink href="/doctors" icon="search">
                {words.nav.find_doctor}
            </ButtonLink>
        </EmptyState>
    }
    .erase()
}

fn later(visits: Vec<AppointmentSummary>) -> AnyView {
    let words = words();
    let list = if visits.is_empty() {
        view! { <p class="muted">{words.patients.no_later}</p> }.erase()
    } else {
        view! { <VisitRows visits reader=Role::Patient/> }.erase()
    };
    view! {
        <Card title=words.patients.later_visits>
            {list}
            <p>
                <a href="/patient/visits">{words.booking.see_visits}</a>
            </p>
        </Card>
    }
    .erase()
}

fn offers(offers: Vec<SlotOffer>, of: OffersOf) -> AnyView {
    let words = words();
    let lead = match of {
        OffersOf::Seen => words.patients.offers_seen,
        OffersOf::GeneralPractice => words.patients.offers_general,
        OffersOf::Clinic => words.patients.offers_clinic,
    };
    let all = view! { <a href="/doctors">{words.patients.all_doctors}</a> }.erase();
    view! {
        <Card title=words.patients.offers_title aside=all>
            <p class="muted">{lead}</p>
            <SlotOffers offers/>
        </Card>
    }
    .erase()
}

use crate::ui::Erase;
use domain::actor::Role;
use domain::appointments::AppointmentSummary;
use domain::figures::WeekFigures;
use domain::live::{Interest, Kind};
use domain::patients::{DoctorHome, VisitSteps};
use leptos::prelude::*;

use super::asked;
use crate::appointments::components::{STEP, steps};
use crate::appointments::server_fns::doctor_home;
use crate::look::{Status, VisitRows, initials, start, visit_address, visit_line};
use crate::ui::{
    BarChart, ButtonLink, Card, EmptyState, LostForm, Notice, PageHeader, Person, Point, Series, Tone, loaded, rows,
    shows,
};
use crate::viewer::words;

/// Waiting bookings that are shown; the calendar has them all.
const WAITING: usize = 4;

const HERE: &str = "/doctor?done=step";

/// A doctor's first page: the visits of the day with their next steps, and who waits for a word.
#[component]
pub fn DoctorHomePage() -> impl IntoView {
    shows(words().common.updated_calendar, || {
        vec![
            Interest::visits(Role::Doctor),
            Interest::only(Role::Doctor, Kind::Hours),
        ]
    });
    loaded(
        asked("done"),
        |done| async move { doctor_home().await.map(|home| (home, !done.is_empty())) },
        |(home, done)| show(home, done),
    )
}

fn show(home: DoctorHome, done: bool) -> AnyView {
    let words = words();
    let done = done.then(|| view! { <Notice tone=Tone::Good title=words.booking.step_done news=true/> });
    let hint = (!home.has_hours).then(no_hours);
    // Those of today stand in the day with the same button.
    let is_today = |item: &VisitSteps| home.visits_today.iter().any(|other| other.visit.id == item.visit.id);
    let waiting: Vec<_> = home.to_confirm.into_iter().filter(|item| !is_today(item)).collect();
    let shown = home.visits_today.iter().chain(waiting.iter().take(WAITING));
    let shown = shown.map(|item| item.visit.id.to_string()).collect();
    let waiting = (!waiting.is_empty()).then(|| to_confirm(waiting));
    let weeks = weeks(home.weeks);
    view! {
        <div class="stack">
            <PageHeader title=words.doctors.home_today subtitle=home.today/>
            {done}
            <LostForm action=STEP by="appointment" shown/>
            {hint}
            <div class="cols">
                <div class="stack">{today(home.visits_today)} {weeks}</div>
                <div class="stack">{waiting} {next(home.next, home.visits_this_week)}</div>
            </div>
        </div>
    }
    .erase()
}

fn no_hours() -> AnyView {
    let words = &words().doctors;
    view! {
        <Notice tone=Tone::Warn title=words.home_no_hours_title>
            <p>{words.home_no_hours}</p>
            <div class="actions">
                <ButtonLink href="/doctor/hours" icon="clock">
                    {words.set_hours}
                </ButtonLink>
            </div>
        </Notice>
    }
    .erase()
}

fn today(visits: Vec<VisitSteps>) -> AnyView {
    let words = words();
    if visits.is_empty() {
        return view! {
            <EmptyState icon="sunrise" title=words.doctors.home_nothing_today>
                <p>
                    <a href="/doctor/calendar">{words.calendar.doctor_title}</a>
                </p>
            </EmptyState>
        }
        .erase();
    }
    let count = words.doctors.visits_today(visits.len());
    let rows = rows(visits, |item| item.visit.id.to_string(), row);
    view! {
        <Card title=count>
            <ol class="day" role="list">
                {rows}
            </ol>
        </Card>
    }
    .erase()
}

/// A visit of today with what can be done about it now.
fn row(item: VisitSteps) -> AnyView {
    let visit = item.visit;
    let buttons = steps(&visit, &item.actions, item.version, HERE);
    let status = visit.status;
    let line = visit_line(&visit, Role::Doctor);
    let href = visit_address(Role::Doctor, visit.id);
    let time = start(&visit.when);
    let length = words().booking.minutes_long(visit.minutes);
    view! {
        <li>
            <p class="clock">
                <time datetime=visit.when.datetime>{time}</time>
                <small>{length}</small>
            </p>
            <Person initials=initials(&visit.patient_name) name=visit.patient_name line=line href=href/>
            <Status status/>
            {buttons}
        </li>
    }
    .erase()
}

fn to_confirm(visits: Vec<VisitSteps>) -> AnyView {
    let more = (visits.len() > WAITING).then(|| {
        let count = words().calendar.all_visits(visits.len());
        view! {
            <p>
                <a href="/doctor/calendar?when=coming">{count}</a>
            </p>
        }
    });
    let row = |item: VisitSteps| {
        let buttons = steps(&item.visit, &item.actions, item.version, HERE);
        view! {
            <li class="stack tight">
                <VisitRows visits=vec![item.visit] reader=Role::Doctor/>
                {buttons}
            </li>
        }
        .erase()
    };
    let rows = rows(visits.into_iter().take(WAITING), |item| item.visit.id.to_string(), row);
    view! {
        <Card title=words().doctors.home_to_confirm now=true>
            <ul class="stack" role="list">
                {rows}
            </ul>
            {more}
        </Card>
    }
    .erase()
}

fn next(visit: Option<AppointmentSummary>, this_week: u32) -> AnyView {
    let words = words();
    let content = match visit {
        Some(visit) => view! { <VisitRows visits=vec![visit] reader=Role::Doctor/> }.erase(),
        None => view! { <p class="muted">{words.calendar.no_coming}</p> }.erase(),
    };
    let count = (this_week > 0).then(|| view! { <p class="muted">{words.doctors.visits_this_week(this_week)}</p> });
    view! {
        <Card title=words.doctors.home_next>
            {content}
            {count}
            <p>
                <a href="/doctor/calendar">{words.calendar.doctor_title}</a>
            </p>
        </Card>
    }
    .erase()
}

/// How full the weeks were; nothing for who begins.
fn weeks(weeks: Vec<WeekFigures>) -> Option<AnyView> {
    let words = &words().doctors;
    let total = weeks.iter().map(|week| week.visits).fold(0, u32::saturating_add);
    let values = weeks.iter().map(|week| week.visits).collect();
    let series = vec![Series {
        name: words.visits.to_owned(),
        values,
    }];
    let points = weeks
        .into_iter()
        .map(|week| Point {
            label: week.label,
            short: week.short,
        })
        .collect();
    (total > 0).then(|| {
        view! {
            <Card title=words.weeks_title>
                <BarChart
                    id="weeks"
                    sentence=words.weeks_sentence(total)
                    caption=words.weeks_title
                    axis=words.week
                    points
                    series
                    csv="/doctor/visits-by-week.csv"
                />
            </Card>
        }
        .erase()
    })
}

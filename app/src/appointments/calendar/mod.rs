//! The calendar of patients and doctors: a list, a day, a week or a month from the server's read models.

mod agenda;
mod days;
mod month;

use crate::ui::Erase;
use chrono::NaiveDate;
use domain::actor::Role;
use domain::appointments::AppointmentStatus;
use domain::calendar::{Calendar, CalendarBody, CalendarView, Period};
use domain::form::FieldErrors;
use leptos::prelude::*;

use crate::look::Status;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Field, FilterForm, Hidden, Input, Link, PageHeader, SegmentedLinks, Width,
};
use crate::viewer::words;

/// Who reads which calendar, and where it stands.
#[derive(Clone, Copy)]
struct Place {
    reader: Role,
    address: &'static str,
}

impl Place {
    /// A view around a day, or around the present.
    fn view(self, view: CalendarView, from: Option<NaiveDate>) -> String {
        let (address, view) = (self.address, view.as_str());
        match from {
            Some(from) => format!("{address}?view={view}&from={from}"),
            None => format!("{address}?view={view}"),
        }
    }
}

/// A calendar page at `address`.
pub(super) fn page(calendar: Calendar, reader: Role, address: &'static str) -> AnyView {
    let place = Place { reader, address };
    let words = words();
    let title = match reader {
        Role::Patient => words.calendar.visits_title,
        Role::Doctor | Role::Staff => words.calendar.doctor_title,
    };
    let what = match &calendar.body {
        CalendarBody::Agenda(agenda) => agenda.from.clone(),
        CalendarBody::Days(days) => Some(days.period.label.clone()),
        CalendarBody::Month(month) => Some(month.period.label.clone()),
    };
    let past = calendar.past.then(|| words.calendar.past.to_owned());
    let document_title = words.list([Some(title.to_owned()), what, past].into_iter().flatten());
    let document_title = if calendar.errors.is_empty() {
        document_title
    } else {
        words.common.error_title(document_title)
    };
    let (view, asked) = (calendar.view, calendar.asked);
    let jump = jump(place, view, asked, calendar.today, calendar.errors);
    let body = match calendar.body {
        CalendarBody::Agenda(agenda) => agenda::view(agenda, calendar.past, place, asked, jump),
        CalendarBody::Days(days) => days::view(days, view, place, jump),
        CalendarBody::Month(month) => month::view(month, place, jump),
    };
    view! {
        <div class="stack">
            <PageHeader title document_title>
                {switcher(place, view, asked)}
            </PageHeader>
            {body}
        </div>
    }
    .erase()
}

/// The way from one view to the others.
fn switcher(place: Place, view: CalendarView, asked: Option<NaiveDate>) -> AnyView {
    let words = &words().calendar;
    let list = match asked {
        Some(_) => place.view(CalendarView::Agenda, asked),
        None => format!("{}?when=coming", place.address),
    };
    let links = vec![
        Link::new(place.view(CalendarView::Day, asked), words.day),
        Link::new(place.view(CalendarView::Week, asked), words.week),
        Link::new(place.view(CalendarView::Month, asked), words.month),
        Link::new(list, words.agenda),
    ];
    let current = match view {
        CalendarView::Day => 0,
        CalendarView::Week => 1,
        CalendarView::Month => 2,
        CalendarView::Agenda => 3,
    };
    view! { <SegmentedLinks label=words.view links current/> }.erase()
}

/// A form that leads to the day that somebody names.
fn jump(place: Place, view: CalendarView, asked: Option<NaiveDate>, today: NaiveDate, errors: FieldErrors) -> AnyView {
    let words = &words().calendar;
    let value = if errors.is_empty() {
        asked.unwrap_or(today).to_string()
    } else {
        String::new()
    };
    view! {
        <div class="jump">
            <FilterForm action=place.address label=words.go_to_date errors>
                <Hidden name="view" value=view.as_str()/>
                <Field name="from" label=words.go_to_date kind=Input::Date width=Width::Short value/>
                <Button kind=ButtonKind::Quiet>{words.go}</Button>
            </FilterForm>
        </div>
    }
    .erase()
}

/// The words of one kind of stretch.
struct Turns {
    others: &'static str,
    previous: &'static str,
    present: &'static str,
    next: &'static str,
}

impl Turns {
    fn of(view: CalendarView) -> Self {
        let (words, booking) = (&words().calendar, &words().booking);
        match view {
            CalendarView::Day | CalendarView::Agenda => Self {
                others: words.other_days,
                previous: words.previous_day,
                present: words.today,
                next: words.next_day,
            },
            CalendarView::Week => Self {
                others: words.other_weeks,
                previous: words.previous_week,
                present: words.this_week,
                next: words.next_week,
            },
            CalendarView::Month => Self {
                others: words.other_months,
                previous: booking.previous_month,
                present: words.this_month,
                next: booking.next_month,
            },
        }
    }
}

/// What is shown, and the way to the stretches before and after it, to the present one, and to any day.
fn bar(period: &Period, view: CalendarView, place: Place, jump: AnyView) -> AnyView {
    let turns = Turns::of(view);
    let to = |day| place.view(view, Some(day));
    let turn = |day: Option<NaiveDate>, icon: &'static str, text: &'static str| {
        day.map(|day| {
            view! {
                <ButtonLink href=to(day) kind=ButtonKind::Quiet icon label=text>
                    <span class="hidden">{text}</span>
                </ButtonLink>
            }
            .erase()
        })
    };
    let present = period.present.map(|_| {
        view! {
            <ButtonLink href=place.view(view, None) kind=ButtonKind::Quiet>
                {turns.present}
            </ButtonLink>
        }
    });
    view! {
        <div class="week-bar">
            <h2>{period.label.clone()}</h2>
            <nav class="row" aria-label=turns.others>
                {turn(period.prev, "previous", turns.previous)}
                {present}
                {turn(period.next, "next", turns.next)}
            </nav>
            {jump}
        </div>
        {zone(period.zone.clone())}
    }
    .erase()
}

/// What the signs in a grid mean, those of visits first: a short one has no room for the word.
fn legend(shown: impl Iterator<Item = AppointmentStatus>, besides: Vec<AnyView>) -> Option<AnyView> {
    let shown = shown.collect::<Vec<_>>();
    (!shown.is_empty() || !besides.is_empty()).then(|| {
        let visits = AppointmentStatus::ALL.iter().filter(|status| shown.contains(status));
        let visits = visits.map(|status| view! { <Status status=*status/> }.erase());
        let signs = visits
            .chain(besides)
            .map(|sign| view! { <li>{sign}</li> })
            .collect::<Vec<_>>();
        view! {
            <ul class="row legend" role="list" aria-label=words().calendar.statuses>
                {signs}
            </ul>
        }
        .erase()
    })
}

/// Says in which zone times are told.
fn zone(zone: Option<String>) -> Option<impl IntoView> {
    zone.map(|zone| view! { <p class="small">{words().booking.times_in_zone(zone)}</p> })
}

//! The list of visits by day.

use crate::ui::Erase;
use chrono::NaiveDate;
use domain::actor::Role;
use domain::calendar::{Agenda, AgendaDay, CalendarView};
use domain::carers::CarerScope;
use leptos::prelude::*;

use super::{Place, zone};
use crate::look::{dotted, entry};
use crate::ui::{self, ButtonLink, CalendarDay, EmptyState, Link, Pagination, SegmentedLinks, still};
use crate::viewer::{use_viewer, words};

pub(super) fn view(agenda: Agenda, past: bool, place: Place, asked: Option<NaiveDate>, jump: AnyView) -> AnyView {
    let words = &words().calendar;
    let links = vec![
        Link::new(format!("{}?when=coming", place.address), words.coming),
        Link::new(format!("{}?when=past", place.address), words.past),
    ];
    let current = match (past, asked) {
        (true, _) => 1,
        (false, None) => 0,
        // From a day on: neither.
        (false, Some(_)) => links.len(),
    };
    let address = match (past, asked) {
        (true, _) => format!("{}?when=past", place.address),
        (false, None) => format!("{}?when=coming", place.address),
        (false, Some(_)) => place.view(CalendarView::Agenda, asked),
    };
    let list = if agenda.total == 0 {
        nothing(past, asked.is_some(), place.reader)
    } else {
        listed(agenda, address, place.reader)
    };
    view! {
        <div class="week-bar">
            <SegmentedLinks label=words.list links current/>
            {jump}
        </div>
        {list}
    }
    .erase()
}

fn nothing(past: bool, from: bool, reader: Role) -> AnyView {
    let words = words();
    let title = match (past, from) {
        (true, _) => words.calendar.no_past,
        (false, true) => words.calendar.no_visits_from,
        (false, false) => words.calendar.no_coming,
    };
    let find = (reader == Role::Patient && !past && use_viewer().may_for_patient(CarerScope::Booking)).then(|| {
        view! {
            <ButtonLink href="/doctors" icon="search">
                {words.nav.find_doctor}
            </ButtonLink>
        }
    });
    view! {
        <EmptyState icon="calendar" title>
            {find}
        </EmptyState>
    }
    .erase()
}

fn listed(agenda: Agenda, address: String, reader: Role) -> AnyView {
    let words = &words().calendar;
    let from = agenda.from.map(|day| words.from_day(day));
    let count = words.visits(agenda.total);
    let days = agenda
        .days
        .into_iter()
        .map(|day| of_day(day, reader))
        .collect::<Vec<_>>();
    view! {
        <p class="muted">{dotted([from.as_deref(), Some(count.as_str())])}</p>
        {zone(agenda.zone)}
        {still(move || view! { <ui::Agenda days/> }.erase())}
        <Pagination page=agenda.page pages=agenda.pages address/>
    }
    .erase()
}

fn of_day(day: AgendaDay, reader: Role) -> CalendarDay {
    let words = words();
    let heading = if day.today {
        words.common.in_words(words.time.today, &day.label)
    } else {
        day.label
    };
    CalendarDay {
        heading,
        today: day.today,
        entries: day.entries.into_iter().map(|visit| entry(visit, reader)).collect(),
        ..CalendarDay::default()
    }
}

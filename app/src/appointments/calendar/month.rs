//! A month of visits.

use crate::ui::Erase;
use domain::actor::Role;
use domain::availability::Weekday;
use domain::calendar::{CalendarMonth, CalendarView, MonthDay, MonthEntry};
use leptos::prelude::*;

use super::{Place, bar, legend};
use crate::look::{status_look, visit_address};
use crate::ui::{Entry, MonthCell, MonthGrid};
use crate::viewer::words;

pub(super) fn view(month: CalendarMonth, place: Place, jump: AnyView) -> AnyView {
    let words = words();
    let bar = bar(&month.period, CalendarView::Month, place, jump);
    let count = if month.period.visits == 0 {
        words.calendar.no_month.to_owned()
    } else {
        words.calendar.visits(month.period.visits)
    };
    let entries = month.days.iter().flat_map(|day| &day.entries);
    let legend = legend(entries.map(|entry| entry.status), Vec::new());
    let days = month.days.into_iter().map(|day| cell(day, place)).collect::<Vec<_>>();
    let weekday = |day: &Weekday| {
        let (short, full) = (words.time.short_weekday(*day), words.time.weekday(*day));
        (short.to_owned(), full.to_owned())
    };
    let weekdays = Weekday::ALL.iter().map(weekday).collect::<Vec<_>>();
    view! {
        {bar}
        <p class="muted">{count}</p>
        <MonthGrid days caption=month.period.label weekdays address=place.view(CalendarView::Month, None)/>
        {legend}
    }
    .erase()
}

fn cell(day: MonthDay, place: Place) -> MonthCell {
    let words = words();
    let busy = day.visits > 0;
    let counted = words.calendar.visits(day.visits);
    let left_out = usize::try_from(day.visits)
        .unwrap_or_default()
        .saturating_sub(day.entries.len());
    let more = if left_out > 0 {
        words.calendar.more(left_out)
    } else {
        String::new()
    };
    MonthCell {
        href: place.view(CalendarView::Day, Some(day.date)),
        name: words.list([day.label.as_str(), counted.as_str()]),
        count: if busy { day.visits.to_string() } else { String::new() },
        counted: if busy { counted } else { String::new() },
        more_name: words.list([more.as_str(), day.label.as_str()]),
        more,
        date: day.date,
        inside: day.inside,
        today: day.today,
        entries: day
            .entries
            .into_iter()
            .map(|visit| entry(visit, place.reader))
            .collect(),
    }
}

fn entry(visit: MonthEntry, reader: Role) -> Entry {
    let (tone, icon) = status_look(visit.status);
    Entry {
        href: visit_address(reader, visit.appointment),
        time: visit.start,
        datetime: visit.datetime,
        title: visit.title,
        name: visit.label,
        status: words().booking.status(visit.status).to_owned(),
        icon,
        tone,
        ..Entry::default()
    }
}

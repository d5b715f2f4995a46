//! The calendar of patients and doctors: agenda and week from the server's read models.

use crate::ui::Erase;
use domain::actor::Role;
use domain::calendar::{Agenda, AgendaDay, Calendar, CalendarView, CalendarWeek, WeekDay, WeekEntry, WeekEntryKind};
use leptos::prelude::*;

use crate::look::{entry, status_look, visit_address};
use crate::ui::{
    self, ButtonKind, ButtonLink, CalendarDay, EmptyState, Entry, Link, PageHeader, Pagination, SegmentedLinks, Shape,
};
use crate::viewer::words;

/// A calendar page at `address`.
pub(super) fn page(calendar: Calendar, reader: Role, address: &'static str) -> AnyView {
    let words = &words().calendar;
    let title = match reader {
        Role::Patient => words.visits_title,
        Role::Doctor | Role::Staff => words.doctor_title,
    };
    let current = match (calendar.view, calendar.past) {
        (CalendarView::Week, _) => 2,
        (CalendarView::Agenda, true) => 1,
        (CalendarView::Agenda, false) => 0,
    };
    let views = vec![
        Link::new(format!("{address}?when=coming"), words.coming),
        Link::new(format!("{address}?when=past"), words.past),
        Link::new(format!("{address}?view=week"), words.week),
    ];
    let links = view! { <SegmentedLinks label=words.view links=views current/> };
    let (document_title, body) = if let Some(week) = calendar.week {
        let subtitle = words.week_of(&week.label);
        (
            self::words().list([title, subtitle.as_str()]),
            self::week(week, reader, address),
        )
    } else {
        let when = if calendar.past { "past" } else { "coming" };
        let document_title = if calendar.past {
            self::words().list([title, words.past])
        } else {
            title.to_owned()
        };
        let address = format!("{address}?when={when}");
        (document_title, agenda(calendar.agenda, calendar.past, reader, address))
    };
    view! {
        <div class="stack">
            <PageHeader title document_title>
                {links}
            </PageHeader>
            {body}
        </div>
    }
    .erase()
}

fn zone(zone: Option<String>) -> Option<impl IntoView> {
    zone.map(|zone| view! { <p class="small">{words().booking.times_in_zone(zone)}</p> })
}

fn agenda(agenda: Agenda, past: bool, reader: Role, address: String) -> AnyView {
    let words = words();
    if agenda.total == 0 {
        let title = if past {
            words.calendar.no_past
        } else {
            words.calendar.no_coming
        };
        let find = (reader == Role::Patient && !past).then(|| {
            view! {
                <ButtonLink href="/doctors" icon="search">
                    {words.nav.find_doctor}
                </ButtonLink>
            }
        });
        return view! {
            <EmptyState icon="calendar" title>
                {find}
            </EmptyState>
        }
        .erase();
    }
    let count = words.calendar.visits(agenda.total);
    let days = agenda
        .days
        .into_iter()
        .map(|day| listed(day, reader))
        .collect::<Vec<_>>();
    view! {
        <p class="muted">{count}</p>
        {zone(agenda.zone)}
        <ui::Agenda days/>
        <Pagination page=agenda.page pages=agenda.pages address/>
    }
    .erase()
}

fn listed(day: AgendaDay, reader: Role) -> CalendarDay {
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

fn week(week: CalendarWeek, reader: Role, address: &'static str) -> AnyView {
    let words = &words().calendar;
    let to = |monday| format!("{address}?view=week&from={monday}");
    let this_week = week.this_week.map(|monday| {
        view! {
            <ButtonLink href=to(monday) kind=ButtonKind::Quiet>
                {words.this_week}
            </ButtonLink>
        }
    });
    let is_doctor = reader == Role::Doctor;
    let hatched = is_doctor.then(|| {
        view! {
            <p class="small">
                {words.hatched} " " <a href="/doctor/hours">{words.change_hours}</a>
            </p>
        }
    });
    let empty = (week.visits == 0).then(|| view! { <p class="muted">{words.no_week}</p> });
    let days = week.days.into_iter().map(|day| column(day, reader)).collect::<Vec<_>>();
    let caption = words.week_of(&week.label);
    view! {
        <div class="week-bar">
            <h2>{week.label}</h2>
            <nav class="row" aria-label=words.weeks>
                <ButtonLink href=to(week.prev) kind=ButtonKind::Quiet icon="previous" label=words.previous_week>
                    <span class="hidden">{words.previous_week}</span>
                </ButtonLink>
                {this_week}
                <ButtonLink href=to(week.next) kind=ButtonKind::Quiet icon="next" label=words.next_week>
                    <span class="hidden">{words.next_week}</span>
                </ButtonLink>
            </nav>
        </div>
        {zone(week.zone)}
        {empty}
        <ui::Calendar days caption hours=week.hours shape=Shape::Fitting/>
        {hatched}
    }
    .erase()
}

fn column(day: WeekDay, reader: Role) -> CalendarDay {
    let spans = |kind| {
        day.entries
            .iter()
            .filter(move |entry| entry.kind == kind)
            .map(|entry| entry.at.minutes())
    };
    let blocks = spans(WeekEntryKind::Block).collect::<Vec<_>>();
    let open = (reader == Role::Doctor).then(|| {
        spans(WeekEntryKind::Open)
            .flat_map(|span| without(span, &blocks))
            .collect()
    });
    CalendarDay {
        short: format!("{} {}", day.weekday, day.day),
        heading: day.label,
        today: day.today,
        open,
        now: day.now,
        entries: day
            .entries
            .into_iter()
            .filter_map(|entry| block(entry, reader))
            .collect(),
        ..CalendarDay::default()
    }
}

/// A visit or a blocked time; hours that are open stand behind both.
fn block(entry: WeekEntry, reader: Role) -> Option<Entry> {
    let (start, end) = entry.at.minutes();
    let placed = Entry {
        time: entry.start,
        until: words().booking.minutes_long(end - start),
        datetime: entry.datetime,
        title: entry.title,
        detail: entry.detail.unwrap_or_default(),
        name: entry.label,
        start,
        end,
        ..Entry::default()
    };
    match (entry.kind, entry.appointment, entry.status) {
        (WeekEntryKind::Visit, Some(id), Some(status)) => {
            let (tone, icon) = status_look(status);
            Some(Entry {
                href: visit_address(reader, id),
                status: words().booking.status(status).to_owned(),
                icon,
                tone,
                ..placed
            })
        }
        (WeekEntryKind::Block, ..) => Some(Entry {
            href: "/doctor/hours".to_owned(),
            status: words().calendar.blocked.to_owned(),
            icon: "ban",
            tone: ui::Tone::Calm,
            ..placed
        }),
        _ => None,
    }
}

/// What is left of a span of minutes when others are taken out.
fn without(span: (u16, u16), taken: &[(u16, u16)]) -> Vec<(u16, u16)> {
    taken.iter().fold(vec![span], |left, (from, to)| {
        left.into_iter()
            .flat_map(|(start, end)| [(start, end.min(*from)), (start.max(*to), end)])
            .filter(|(start, end)| start < end)
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn blocked_times_are_taken_out_of_the_open_ones() {
        assert_eq!(without((540, 1020), &[]), [(540, 1020)]);
        assert_eq!(without((540, 1020), &[(720, 780)]), [(540, 720), (780, 1020)]);
        assert_eq!(without((540, 1020), &[(0, 600), (1000, 1440)]), [(600, 1000)]);
        assert_eq!(without((540, 1020), &[(0, 1440)]), []);
        assert_eq!(without((540, 1020), &[(1020, 1100)]), [(540, 1020)]);
    }
}

//! A day or a week by the hour.

use crate::ui::Erase;
use domain::actor::Role;
use domain::calendar::{CalendarDays, CalendarView, GridDay, GridEntry, GridEntryKind};
use leptos::prelude::*;

use super::{Place, bar, legend};
use crate::look::{status_look, visit_address};
use crate::ui::{self, CalendarDay, Entry, Tag, Tone};
use crate::viewer::words;

pub(super) fn view(shown: CalendarDays, view: CalendarView, place: Place, jump: AnyView) -> AnyView {
    let words = &words().calendar;
    let bar = bar(&shown.period, view, place, jump);
    let alone = view == CalendarView::Day;
    let nothing = if alone { words.no_day } else { words.no_week };
    let empty = (shown.period.visits == 0).then(|| view! { <p class="muted">{nothing}</p> });
    let open = if alone { open_hours(&shown.days) } else { None };
    let entries = shown.days.iter().flat_map(|day| &day.entries);
    let legend = if alone {
        None
    } else {
        let besides = besides(entries.clone());
        legend(entries.filter_map(|entry| entry.status), besides)
    };
    let caption = if alone {
        shown.period.label
    } else {
        words.week_of(shown.period.label)
    };
    let days = shown
        .days
        .into_iter()
        .map(|day| column(day, view, place))
        .collect::<Vec<_>>();
    let hatched = (place.reader == Role::Doctor).then(|| {
        view! {
            <p class="small">
                <span class="legend">{words.hatched} " "</span>
                <a class="no-print" href="/doctor/hours">{words.change_hours}</a>
            </p>
        }
    });
    view! {
        {bar}
        {empty}
        {open}
        <ui::Calendar days caption hours=shown.hours/>
        {legend}
        {hatched}
    }
    .erase()
}

/// The hours in which the doctor can be booked, in words: the grid only paints them.
fn open_hours(days: &[GridDay]) -> Option<AnyView> {
    let words = words();
    let open = days.iter().flat_map(|day| &day.entries);
    let open = open.filter(|entry| entry.kind == GridEntryKind::Open);
    let times = open.map(|entry| entry.time.as_str()).collect::<Vec<_>>();
    (!times.is_empty()).then(|| {
        let text = words.common.in_words(words.calendar.open_hours, words.list(times));
        view! { <p class="small">{text}</p> }.erase()
    })
}

fn column(day: GridDay, view: CalendarView, place: Place) -> CalendarDay {
    let spans = |kind| {
        day.entries
            .iter()
            .filter(move |entry| entry.kind == kind)
            .map(|entry| entry.at.minutes())
    };
    let blocks = spans(GridEntryKind::Block).collect::<Vec<_>>();
    let open = (place.reader == Role::Doctor).then(|| {
        spans(GridEntryKind::Open)
            .flat_map(|span| without(span, &blocks))
            .collect()
    });
    let href = match view {
        CalendarView::Day => String::new(),
        _ => place.view(CalendarView::Day, Some(day.date)),
    };
    CalendarDay {
        short: format!("{} {}", day.weekday, day.day.replace(' ', "\u{a0}")),
        heading: day.label,
        href,
        today: day.today,
        open,
        now: day.now,
        entries: day
            .entries
            .into_iter()
            .filter_map(|entry| block(entry, place.reader))
            .collect(),
        ..CalendarDay::default()
    }
}

/// Colour, icon and word of what is no visit; `own` is a time kept for the one who reads.
fn besides_look(kind: GridEntryKind, own: bool) -> Option<(Tone, &'static str, &'static str)> {
    let words = &words().calendar;
    match kind {
        GridEntryKind::Hold if own => Some((Tone::Warn, "calendar-plus", words.kept)),
        GridEntryKind::Hold => Some((Tone::Warn, "calendar-plus", words.being_booked)),
        GridEntryKind::Block => Some((Tone::Calm, "ban", words.blocked)),
        GridEntryKind::Visit | GridEntryKind::Open => None,
    }
}

/// The signs of what is no visit, each once.
fn besides<'a>(entries: impl Iterator<Item = &'a GridEntry> + Clone) -> Vec<AnyView> {
    [GridEntryKind::Hold, GridEntryKind::Block]
        .into_iter()
        .filter_map(|kind| {
            let shown = entries.clone().find(|entry| entry.kind == kind)?;
            let (tone, icon, text) = besides_look(kind, shown.hold.is_some())?;
            Some(view! { <Tag tone icon text/> }.erase())
        })
        .collect()
}

/// A visit, a kept or a blocked time; hours that are open stand behind them.
fn block(entry: GridEntry, reader: Role) -> Option<Entry> {
    let words = words();
    let (start, end) = entry.at.minutes();
    let placed = Entry {
        time: entry.start,
        until: words.booking.minutes_long(end - start),
        datetime: entry.datetime,
        title: entry.title,
        detail: entry.detail.unwrap_or_default(),
        name: entry.label,
        start,
        end,
        ..Entry::default()
    };
    match entry.kind {
        GridEntryKind::Visit => {
            let status = entry.status?;
            let (tone, icon) = status_look(status);
            Some(Entry {
                href: visit_address(reader, entry.appointment?),
                status: words.booking.status(status).to_owned(),
                icon,
                tone,
                ..placed
            })
        }
        GridEntryKind::Hold | GridEntryKind::Block => {
            let idle = entry.kind == GridEntryKind::Block;
            let href = match entry.hold {
                Some(hold) => format!("/patient/book/{hold}"),
                None if idle => "/doctor/hours".to_owned(),
                None => String::new(),
            };
            let (tone, icon, status) = besides_look(entry.kind, entry.hold.is_some())?;
            Some(Entry {
                href,
                status: status.to_owned(),
                icon,
                tone,
                idle,
                ..placed
            })
        }
        GridEntryKind::Open => None,
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

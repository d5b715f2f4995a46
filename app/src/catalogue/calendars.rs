//! Days by the hour, as a month and as a list, with a visit in each state: alone, side by side, short, and nothing at all.

use chrono::{Datelike, Days, NaiveDate};
use domain::appointments::AppointmentStatus;
use domain::availability::Weekday;
use leptos::prelude::*;

use super::PATH;
use crate::look::status_look;
use crate::ui::{Agenda, CalendarDay, DayPicker, Entry, Erase, HourGrid, Link, MonthCell, MonthGrid, PickerDay};
use crate::viewer::{language, words};

/// A Monday, on which the month begins as well.
const MONDAY: NaiveDate = NaiveDate::from_ymd_opt(2027, 2, 1).expect("a date");

/// A visit of these minutes from midnight.
fn visit(status: AppointmentStatus, start: u16, length: u16) -> Entry {
    let (tone, icon) = status_look(status);
    let clock = |minutes: u16| {
        let (hour, minute) = (minutes / 60, minutes % 60);
        language()
            .server()
            .dates
            .clock(hour.try_into().unwrap_or(0), minute.try_into().unwrap_or(0))
    };
    let (time, word) = (clock(start), words().booking.status(status).to_owned());
    let title = "Amelia Whitcombe".to_owned();
    Entry {
        href: format!("{PATH}#{start}-{length}"),
        name: format!("{time}, {title}"),
        until: clock(start + length),
        time,
        title,
        status: word,
        icon,
        tone,
        start,
        end: start + length,
        ..Entry::default()
    }
}

/// The nth day from Monday on, with its name of now.
fn day(number: u8, entries: Vec<Entry>) -> CalendarDay {
    let date = MONDAY + Days::new(number.into());
    let (short, full) = weekday(number);
    CalendarDay {
        heading: format!("{full} {}", date.day()),
        short: format!("{short} {}", date.day()),
        today: number == 1,
        now: (number == 1).then_some(11 * 60),
        open: Some(vec![(8 * 60, 12 * 60), (13 * 60, 17 * 60)]),
        entries,
        empty: words().calendar.no_day.to_owned(),
        ..CalendarDay::default()
    }
}

fn weekday(number: u8) -> (String, String) {
    let day = Weekday::ALL[usize::from(number) % 7];
    let words = &words().time;
    (words.short_weekday(day).to_owned(), words.weekday(day).to_owned())
}

fn week() -> Vec<CalendarDay> {
    use AppointmentStatus::Booked;
    let each = AppointmentStatus::ALL.iter().zip((8 * 60..).step_by(65));
    let short = (0..6).map(|turn| visit(Booked, 9 * 60 + turn * 20, 20));
    let beside = [(540, 60), (550, 20), (555, 45), (570, 30)];
    vec![
        day(0, each.map(|(status, start)| visit(*status, start, 60)).collect()),
        day(1, short.collect()),
        day(2, beside.map(|(start, length)| visit(Booked, start, length)).to_vec()),
        day(3, Vec::new()),
    ]
}

pub(super) fn hours() -> AnyView {
    let hours = (0..24).map(|hour| language().server().dates.clock(hour, 0)).collect();
    view! { <HourGrid days=week() caption=words().calendar.week hours/> }.erase()
}

pub(super) fn agenda() -> AnyView {
    view! { <Agenda days=week()/> }.erase()
}

pub(super) fn month() -> AnyView {
    let cell = |number: u8| {
        let date = MONDAY + Days::new(number.into());
        let visits = usize::from(number % 5);
        let entries = (0..).zip(AppointmentStatus::ALL).take(visits.min(3));
        let count = if visits > 0 {
            words().number(u32::from(number % 5))
        } else {
            String::new()
        };
        MonthCell {
            date,
            href: format!("{PATH}#day-{number}"),
            name: format!("{} {}", weekday(number).1, date.day()),
            count,
            inside: number < 28,
            today: number == 1,
            entries: entries
                .map(|(place, status)| visit(*status, 540 + place * 60, 30))
                .collect(),
            ..MonthCell::default()
        }
    };
    let weekdays = (0..7).map(weekday).collect();
    view! { <MonthGrid days=(0..35).map(cell).collect() caption=words().calendar.month weekdays address=PATH.to_owned()/> }.erase()
}

pub(super) fn picker() -> AnyView {
    let all = words();
    let day = |number: u8| {
        let free = number % 4;
        PickerDay {
            number: number + 1,
            href: if free == 0 {
                String::new()
            } else {
                format!("{PATH}#free-{number}")
            },
            count: all.number(u32::from(free)),
            unit: all.booking.free.to_owned(),
            name: format!("{} {}", weekday(number).1, number + 1),
            chosen: number == 2,
            today: number == 1,
        }
    };
    let turn = |text| Some(Link::new(PATH, text));
    view! {
        <DayPicker
            title="DayPicker"
            weekdays=(0..7).map(weekday).collect()
            lead=0
            days=(0..28).map(day).collect()
            previous=turn(all.booking.previous_month)
            next=turn(all.booking.next_month)
        />
    }
    .erase()
}

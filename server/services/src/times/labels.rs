//! Dates and hours in words that need no zone.

use chrono::{Datelike, NaiveDate, TimeDelta};
use words::Language;

use super::names::{month, short_month, short_weekday, weekday};
use super::zone::DAY_MINUTES;

/// "Wednesday 18 November 2026".
#[must_use]
pub fn date_label(date: NaiveDate, language: Language) -> String {
    let words = &language.server().dates;
    words.long_date(weekday(date, language), date.day(), month(date, language), date.year())
}

/// "Wednesday 18 November".
#[must_use]
pub fn day_label(date: NaiveDate, language: Language) -> String {
    let words = &language.server().dates;
    words.day_date(weekday(date, language), date.day(), month(date, language))
}

/// "Wed 18 Nov".
#[must_use]
pub fn short_date_label(date: NaiveDate, language: Language) -> String {
    let words = &language.server().dates;
    words.day_date(short_weekday(date, language), date.day(), short_month(date, language))
}

/// "Wed 18 Nov 2026".
#[must_use]
pub fn short_date_year_label(date: NaiveDate, language: Language) -> String {
    let words = &language.server().dates;
    words.day_date_year(
        short_weekday(date, language),
        date.day(),
        short_month(date, language),
        date.year(),
    )
}

/// "Wed".
#[must_use]
pub fn short_weekday_label(date: NaiveDate, language: Language) -> &'static str {
    short_weekday(date, language)
}

/// "18 Nov".
#[must_use]
pub fn short_day_label(date: NaiveDate, language: Language) -> String {
    language
        .server()
        .dates
        .day_month(date.day(), short_month(date, language))
}

/// "18 November 2026".
#[must_use]
pub fn plain_date_label(date: NaiveDate, language: Language) -> String {
    language
        .server()
        .dates
        .date(date.day(), month(date, language), date.year())
}

/// "November 2026".
#[must_use]
pub fn month_label(date: NaiveDate, language: Language) -> String {
    language.server().dates.month_year(month(date, language), date.year())
}

/// The week from this Monday: "23–29 November 2026", "30 November – 6 December 2026",
/// "28 December 2026 – 3 January 2027".
#[must_use]
pub fn week_label(monday: NaiveDate, language: Language) -> String {
    let sunday = monday.checked_add_signed(TimeDelta::days(6)).unwrap_or(monday);
    stretch(monday, sunday, language, plain_date_label)
}

/// Days from `first` to `last`, both included, with years only where they differ: "23–27 November",
/// "30 November – 4 December", "28 December 2026 – 3 January 2027".
#[must_use]
pub fn days_label(first: NaiveDate, last: NaiveDate, language: Language) -> String {
    stretch(first, last, language, day_and_month)
}

fn stretch(first: NaiveDate, last: NaiveDate, language: Language, say: fn(NaiveDate, Language) -> String) -> String {
    if first == last {
        say(last, language)
    } else if first.year() != last.year() {
        let [first, last] = [first, last].map(|date| plain_date_label(date, language));
        format!("{first} – {last}")
    } else if first.month() != last.month() {
        format!("{} – {}", day_and_month(first, language), say(last, language))
    } else {
        format!("{}–{}", first.day(), say(last, language))
    }
}

fn day_and_month(date: NaiveDate, language: Language) -> String {
    language.server().dates.day_month(date.day(), month(date, language))
}

/// A minute of the day as people say it, 0 to 1440: "9am", "5:30pm", "midday", "midnight".
#[must_use]
pub fn clock_label(minute: u16, language: Language) -> String {
    let (hour, past) = hour_and_minute(minute);
    language.server().dates.clock(hour, past)
}

/// A minute of the day in a narrow calendar: "2:30", "12:00".
#[must_use]
pub fn short_clock_label(minute: u16, language: Language) -> String {
    let (hour, past) = hour_and_minute(minute);
    language.server().dates.narrow_clock(hour, past)
}

fn hour_and_minute(minute: u16) -> (u8, u8) {
    let minute = minute % DAY_MINUTES;
    let small = |number: u16| u8::try_from(number).unwrap_or_default();
    (small(minute / 60), small(minute % 60))
}

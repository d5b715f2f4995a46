//! Names of weekdays and months, by language.

use chrono::{Datelike, NaiveDate, Weekday};
use words::Language;

pub fn weekday(date: NaiveDate, language: Language) -> &'static str {
    let words = &language.ui().time;
    match date.weekday() {
        Weekday::Mon => words.monday,
        Weekday::Tue => words.tuesday,
        Weekday::Wed => words.wednesday,
        Weekday::Thu => words.thursday,
        Weekday::Fri => words.friday,
        Weekday::Sat => words.saturday,
        Weekday::Sun => words.sunday,
    }
}

pub fn short_weekday(date: NaiveDate, language: Language) -> &'static str {
    let words = &language.ui().time;
    match date.weekday() {
        Weekday::Mon => words.mon,
        Weekday::Tue => words.tue,
        Weekday::Wed => words.wed,
        Weekday::Thu => words.thu,
        Weekday::Fri => words.fri,
        Weekday::Sat => words.sat,
        Weekday::Sun => words.sun,
    }
}

pub fn month(date: NaiveDate, language: Language) -> &'static str {
    language.server().dates.month(number(date))
}

pub fn short_month(date: NaiveDate, language: Language) -> &'static str {
    language.server().dates.short_month(number(date))
}

fn number(date: NaiveDate) -> u8 {
    u8::try_from(date.month()).unwrap_or_default()
}

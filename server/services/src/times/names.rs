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
    let words = &language.ui().time;
    match date.month() {
        1 => words.january,
        2 => words.february,
        3 => words.march,
        4 => words.april,
        5 => words.may,
        6 => words.june,
        7 => words.july,
        8 => words.august,
        9 => words.september,
        10 => words.october,
        11 => words.november,
        _ => words.december,
    }
}

pub fn short_month(date: NaiveDate, language: Language) -> &'static str {
    let words = &language.ui().time;
    match date.month() {
        1 => words.jan,
        2 => words.feb,
        3 => words.mar,
        4 => words.apr,
        5 => words.may_short,
        6 => words.jun,
        7 => words.jul,
        8 => words.aug,
        9 => words.sep,
        10 => words.oct,
        11 => words.nov,
        _ => words.dec,
    }
}

//! Days and times of day as people type them.

use super::{optional, western_digit};
use crate::form::Problem;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A date of birth between 1900 and today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BirthDate(NaiveDate);

impl BirthDate {
    /// Reads day, month and year from their three fields.
    ///
    /// # Errors
    /// That it is missing, incomplete, no real date, before 1900, or in the future.
    pub fn parse(day: &str, month: &str, year: &str, today: NaiveDate) -> Result<Self, Problem> {
        let parts = [day.trim(), month.trim(), year.trim()];
        match parts.iter().filter(|part| part.is_empty()).count() {
            0 => {}
            3 => return Err(Problem::EnterBirthDate),
            _ => return Err(Problem::BirthDateIncomplete),
        }
        let date = digits(parts[2])
            .and_then(|year| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(parts[1])?, digits(parts[0])?))
            .filter(|date| date.year() >= 1900)
            .ok_or(Problem::BirthDateWrong)?;
        if date > today {
            Err(Problem::BirthDateInFuture)
        } else {
            Ok(Self(date))
        }
    }

    /// [`Self::parse`] for somebody else's: a form that asks a person for their own says so.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_of_another(day: &str, month: &str, year: &str, today: NaiveDate) -> Result<Self, Problem> {
        Self::parse(day, month, year, today).map_err(|problem| match problem {
            Problem::EnterBirthDate => Problem::EnterDate,
            other => other,
        })
    }

    /// The day.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.0
    }
}

/// Completed years between the birth and the day; somebody born on 29 February has their birthday on 1 March.
#[must_use]
pub fn age(born: NaiveDate, on: NaiveDate) -> u32 {
    on.years_since(born).unwrap_or(0)
}

/// A calendar day as a date field posts it, `2026-11-18`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IsoDate(NaiveDate);

impl IsoDate {
    /// Reads a day of the years 1900 to 2199.
    ///
    /// # Errors
    /// That it is missing or no real date.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text: String = text.trim().chars().map(western_digit).collect();
        if text.is_empty() {
            return Err(Problem::EnterDate);
        }
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let date = match (year, month, day, parts.next()) {
            (Some(year), Some(month), Some(day), None) => digits(year)
                .and_then(|year| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(month)?, digits(day)?)),
            _ => None,
        };
        date.filter(|date| (1900..2200).contains(&date.year()))
            .map(Self)
            .ok_or(Problem::DateWrong)
    }

    /// Reads a day that is today or later.
    ///
    /// # Errors
    /// That it is missing, no real date, or past.
    pub fn parse_coming(text: &str, today: NaiveDate) -> Result<Self, Problem> {
        let date = Self::parse(text)?;
        if date.0 < today {
            Err(Problem::DatePast)
        } else {
            Ok(date)
        }
    }

    /// The day.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.0
    }
}

/// Reads an optional day that is today or later.
///
/// # Errors
/// That what was typed is no real date, or past.
pub fn coming_day(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, Problem> {
    let day = optional(text, |text| IsoDate::parse_coming(text, today))?;
    Ok(day.map(IsoDate::date))
}

/// A time of day to the minute. The end of the day is minute 1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClockTime(u16);

/// How the halves of a day are written behind a time, and whether it is the afternoon.
const HALVES_OF_DAY: [(&str, bool); 6] = [
    ("am", false),
    ("a.m.", false),
    ("ص", false),
    ("pm", true),
    ("p.m.", true),
    ("م", true),
];

impl ClockTime {
    /// The end of the day.
    pub const END_OF_DAY: Self = Self(24 * 60);

    /// Reads `09:00`, `17.30`, `9am`, `5:30pm`, the same in Spanish and Arabic (`5:30 p. m.`, `5:30 م`), and `24:00` for the end of a day.
    ///
    /// # Errors
    /// That it is missing or no time of day.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text: String = text
            .trim()
            .chars()
            .map(western_digit)
            .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200e}' | '\u{200f}'))
            .collect();
        let text = text.to_ascii_lowercase();
        if text.is_empty() {
            return Err(Problem::EnterTime);
        }
        let halves = HALVES_OF_DAY.iter();
        let mut said = halves.filter_map(|(suffix, afternoon)| Some((text.strip_suffix(suffix)?, Some(*afternoon))));
        let (clock, afternoon) = said.next_back().unwrap_or((text.as_str(), None));
        Self::read(clock, afternoon).ok_or(Problem::TimeWrong)
    }

    fn read(clock: &str, afternoon: Option<bool>) -> Option<Self> {
        let (hour, minute) = match clock.split_once([':', '.']) {
            Some((hour, minute)) if minute.len() == 2 => (digits(hour)?, digits(minute)?),
            // "9" alone could be morning or evening.
            None if afternoon.is_some() => (digits(clock)?, 0),
            _ => return None,
        };
        let hour = match afternoon {
            Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + if afternoon { 12 } else { 0 },
            None => hour,
            Some(_) => return None,
        };
        let valid = minute < 60 && (hour < 24 || (hour == 24 && minute == 0));
        valid
            .then(|| u16::try_from(hour * 60 + minute).ok().map(Self))
            .flatten()
    }

    /// A time by its minute of the day.
    #[must_use]
    pub const fn from_minute(minute: u16) -> Option<Self> {
        if minute <= 24 * 60 { Some(Self(minute)) } else { None }
    }

    /// Minutes since midnight, 0 to 1440.
    #[must_use]
    pub const fn minute(self) -> u16 {
        self.0
    }

    /// `HH:MM`, as a time field shows it.
    #[must_use]
    pub fn field(self) -> String {
        format!("{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

fn digits(text: &str) -> Option<u32> {
    let text: String = text.chars().map(western_digit).collect();
    let plain = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn birth_dates_are_real_and_past() {
        let today = day(2026, 11, 18);
        let parse = |d: &str, m: &str, y: &str| BirthDate::parse(d, m, y, today).map(BirthDate::date);
        assert_eq!(parse(" 27 ", "03", "1985"), Ok(day(1985, 3, 27)));
        assert_eq!(parse("٢٧", "٣", "١٩٨٥"), Ok(day(1985, 3, 27)));
        assert_eq!(parse("29", "2", "2024"), Ok(day(2024, 2, 29)));
        assert_eq!(parse("29", "2", "1900"), Err(Problem::BirthDateWrong));
        assert_eq!(parse("29", "2", "2025"), Err(Problem::BirthDateWrong));
        assert_eq!(parse("1", "1", "1900"), Ok(day(1900, 1, 1)));
        assert_eq!(parse("31", "12", "1899"), Err(Problem::BirthDateWrong));
        assert_eq!(parse("18", "11", "2026"), Ok(today));
        assert_eq!(parse("19", "11", "2026"), Err(Problem::BirthDateInFuture));
        assert_eq!(parse("", " ", ""), Err(Problem::EnterBirthDate));
        assert_eq!(parse("1", "", "1990"), Err(Problem::BirthDateIncomplete));
        for wrong in [
            ("1", "13", "1990"),
            ("-1", "1", "1990"),
            ("1", "1", "85"),
            ("x", "1", "1990"),
            ("1", "1", "99999"),
        ] {
            assert_eq!(
                parse(wrong.0, wrong.1, wrong.2),
                Err(Problem::BirthDateWrong),
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn ages_are_completed_years() {
        assert_eq!(age(day(2000, 11, 18), day(2026, 11, 17)), 25);
        assert_eq!(age(day(2000, 11, 18), day(2026, 11, 18)), 26);
        assert_eq!(age(day(2024, 2, 29), day(2025, 2, 28)), 0);
        assert_eq!(age(day(2024, 2, 29), day(2025, 3, 1)), 1);
    }

    #[test]
    fn dates_are_what_date_fields_post() {
        assert_eq!(IsoDate::parse("2028-02-29").map(IsoDate::date), Ok(day(2028, 2, 29)));
        assert_eq!(IsoDate::parse(""), Err(Problem::EnterDate));
        for wrong in [
            "2026-02-29",
            "18/11/2026",
            "2026-11",
            "2026-11-18-1",
            "1899-12-31",
            "2200-01-01",
            "99999-01-01",
        ] {
            assert_eq!(IsoDate::parse(wrong), Err(Problem::DateWrong), "{wrong}");
        }
        let today = day(2026, 11, 18);
        assert!(IsoDate::parse_coming("2026-11-18", today).is_ok());
        assert_eq!(IsoDate::parse_coming("2026-11-17", today), Err(Problem::DatePast));
        assert_eq!(coming_day("2026-11-18", today), Ok(Some(today)));
        assert_eq!(coming_day(" ", today), Ok(None));
        assert_eq!(coming_day("2026-11-17", today), Err(Problem::DatePast));
    }

    #[test]
    fn times_are_read_in_both_clocks() {
        let table = [
            ("09:00", 540),
            ("9:00", 540),
            ("9am", 540),
            ("9 AM", 540),
            ("17.30", 1050),
            ("5:30pm", 1050),
            ("12am", 0),
            ("5:30 p. m.", 1050),
            ("\u{200f}9:00 ص", 540),
            ("٥:٣٠ م", 1050),
            ("12pm", 720),
            ("00:00", 0),
            ("23:59", 1439),
            ("24:00", 1440),
        ];
        for (text, minute) in table {
            assert_eq!(ClockTime::parse(text).map(ClockTime::minute), Ok(minute), "{text}");
        }
        assert_eq!(ClockTime::parse("5:30pm").unwrap().field(), "17:30");
        assert_eq!(ClockTime::parse(" "), Err(Problem::EnterTime));
        for wrong in [
            "9", "24:01", "25:00", "13pm", "0am", "9:5", "9:60", "9:000", "noonish", "-1:00",
        ] {
            assert_eq!(ClockTime::parse(wrong), Err(Problem::TimeWrong), "{wrong}");
        }
    }
}

//! When a doctor can be booked: weekly rules, blocked times, extra openings.
//!
//! Everything here is wall time; the services resolve it in the zone of the place.

mod views;

pub use views::{ExceptionRow, HoursPage, OutsideVisit, PreviewDay, PreviewSpan, RuleRow};

use crate::{
    form::{Check, FieldErrors, Problem},
    id::{ExceptionId, LocationId, RuleId, VisitTypeId},
    values::{ClockTime, FreeText, IsoDate, chosen, chosen_many, coming_day, optional, version},
};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How a form names video instead of a location.
pub const VIDEO: &str = "video";

/// A day of the week, numbered as in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Weekday {
    Monday = 1,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// 1 (Monday) to 7.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The day with that number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.number() == number)
    }
}

impl From<Weekday> for u8 {
    fn from(day: Weekday) -> Self {
        day.number()
    }
}

impl TryFrom<u8> for Weekday {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::from_number(number).ok_or("not a weekday")
    }
}

impl FromStr for Weekday {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<u8>().map_err(|_| "not a weekday")?.try_into()
    }
}

stored_enum! {
    /// What an exception does to the weekly rules.
    ExceptionKind {
        /// The doctor cannot be booked.
        Block = "block",
        /// The doctor can be booked although no rule says so.
        Opening = "opening",
    }
}

/// A doctor adds a weekly time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddRule {
    /// `1` to `7`.
    pub weekdays: Vec<String>,
    pub from: String,
    pub to: String,
    /// Id of a location, or [`VIDEO`].
    pub place: String,
    pub visit_types: Vec<String>,
    pub valid_from: String,
    /// Empty for no end.
    pub valid_until: String,
}

/// A good weekly time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidRule {
    pub weekdays: Vec<Weekday>,
    pub from: ClockTime,
    pub to: ClockTime,
    /// `None` is video.
    pub location: Option<LocationId>,
    pub visit_types: Vec<VisitTypeId>,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

impl AddRule {
    /// Checks the form; an empty first day is today.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidRule, FieldErrors> {
        let mut check = Check::new();
        let weekdays = check.field("weekdays", chosen_many(&self.weekdays, Problem::ChooseWeekday));
        let from = check.field("from", start(&self.from));
        let to = check.field("to", end(&self.to));
        if let (Some(from), Some(to)) = (from, to) {
            check.require(from < to, "to", Problem::EndBeforeStart);
        }
        let location = check.field("place", place(&self.place));
        let visit_types = check.field("visit_types", chosen_many(&self.visit_types, Problem::ChooseVisitType));
        let valid_from = check.field("valid_from", optional(&self.valid_from, IsoDate::parse));
        let valid_until = check.field("valid_until", coming_day(&self.valid_until, today));
        let (Some(mut weekdays), Some(from), Some(to), Some(location)) = (weekdays, from, to, location) else {
            return Err(check.into_errors());
        };
        let (Some(visit_types), Some(valid_from), Some(valid_until)) = (visit_types, valid_from, valid_until) else {
            return Err(check.into_errors());
        };
        weekdays.sort_unstable();
        let valid_from = valid_from.map_or(today, IsoDate::date);
        check.require(
            valid_until.is_none_or(|until| until >= valid_from),
            "valid_until",
            Problem::EndsBeforeItStarts,
        );
        check.done(ValidRule {
            weekdays,
            from,
            to,
            location,
            visit_types,
            valid_from,
            valid_until,
        })
    }
}

/// A doctor takes a weekly time away; visits that stand in it stay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoveRule {
    pub rule: String,
    pub version: String,
}

impl RemoveRule {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<(RuleId, i32), FieldErrors> {
        row("rule", &self.rule, &self.version)
    }
}

/// A doctor takes the removal of a weekly time back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RestoreRule {
    pub rule: String,
}

impl RestoreRule {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<RuleId, FieldErrors> {
        chosen(&self.rule, Problem::ReloadPage).map_err(|problem| FieldErrors::one("rule", problem))
    }
}

/// A doctor blocks a time or opens an extra one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddException {
    /// `block` or `opening`.
    pub kind: String,
    pub from_date: String,
    /// Empty for the whole day (blocks only).
    pub from_time: String,
    /// Empty for the same day.
    pub to_date: String,
    pub to_time: String,
    /// Openings only: id of a location, or [`VIDEO`].
    pub place: String,
    /// Openings only.
    pub visit_types: Vec<String>,
    pub note: String,
}

/// A good exception, in wall time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidException {
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    pub what: ExceptionWhat,
    pub note: Option<FreeText>,
}

/// What an exception does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExceptionWhat {
    /// Nothing can be booked.
    Block,
    /// These visits can be booked there; `None` is video.
    Opening {
        location: Option<LocationId>,
        visit_types: Vec<VisitTypeId>,
    },
}

impl AddException {
    /// Checks the form: not past, at most a year long, an opening within one day.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidException, FieldErrors> {
        let mut check = Check::new();
        let kind = check.field(
            "kind",
            ExceptionKind::from_text(self.kind.trim()).ok_or(Problem::ChooseKind),
        );
        let range = self.parse_range(&mut check, kind, today);
        let what = match kind {
            Some(ExceptionKind::Opening) => {
                let location = check.field("place", place(&self.place));
                let visit_types = check.field("visit_types", chosen_many(&self.visit_types, Problem::ChooseVisitType));
                location
                    .zip(visit_types)
                    .map(|(location, visit_types)| ExceptionWhat::Opening { location, visit_types })
            }
            _ => Some(ExceptionWhat::Block),
        };
        let note = check.field("note", FreeText::optional(&self.note, 500));
        let (Some((starts, ends)), Some(what), Some(note)) = (range, what, note) else {
            return Err(check.into_errors());
        };
        check.done(ValidException {
            starts,
            ends,
            what,
            note,
        })
    }

    fn parse_range(
        &self,
        check: &mut Check,
        kind: Option<ExceptionKind>,
        today: NaiveDate,
    ) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let opening = kind == Some(ExceptionKind::Opening);
        let from_date = check.field("from_date", IsoDate::parse_coming(&self.from_date, today));
        let to_date = check.field("to_date", optional(&self.to_date, IsoDate::parse));
        let from_time = check.field(
            "from_time",
            if opening {
                start(&self.from_time).map(Some)
            } else {
                optional(&self.from_time, ClockTime::parse)
            },
        );
        let to_time = check.field(
            "to_time",
            if opening {
                end(&self.to_time).map(Some)
            } else {
                optional(&self.to_time, ClockTime::parse)
            },
        );
        let (from_date, to_date, from_time, to_time) = (from_date?.date(), to_date?, from_time?, to_time?);
        let to_date = to_date.map_or(from_date, IsoDate::date);
        let starts = wall(from_date, from_time.map_or(0, ClockTime::minute))?;
        let ends = wall(to_date, to_time.unwrap_or(ClockTime::END_OF_DAY).minute())?;
        let (field, problem) = if to_date < from_date {
            ("to_date", Problem::EndsBeforeItStarts)
        } else if ends <= starts {
            ("to_time", Problem::EndBeforeStart)
        } else if ends - starts > TimeDelta::days(366) || (opening && to_date != from_date) {
            ("to_date", Problem::DateTooFar)
        } else {
            return Some((starts, ends));
        };
        check.refuse(field, problem);
        None
    }
}

/// A doctor takes a block or an opening away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoveException {
    pub exception: String,
    pub version: String,
}

impl RemoveException {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<(ExceptionId, i32), FieldErrors> {
        row("exception", &self.exception, &self.version)
    }
}

/// A doctor takes the removal of a block or an opening back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RestoreException {
    pub exception: String,
}

impl RestoreException {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<ExceptionId, FieldErrors> {
        chosen(&self.exception, Problem::ReloadPage).map_err(|problem| FieldErrors::one("exception", problem))
    }
}

/// Reads when something starts.
fn start(text: &str) -> Result<ClockTime, Problem> {
    ClockTime::parse(text).map_err(|problem| instead(problem, Problem::EnterStart))
}

/// Reads when something ends.
fn end(text: &str) -> Result<ClockTime, Problem> {
    ClockTime::parse(text).map_err(|problem| instead(problem, Problem::EnterEnd))
}

/// Two times stand side by side: the summary says which of the two is missing.
fn instead(problem: Problem, missing: Problem) -> Problem {
    match problem {
        Problem::EnterTime => missing,
        other => other,
    }
}

/// Reads the id of a location, or [`VIDEO`] as `None`.
fn place(text: &str) -> Result<Option<LocationId>, Problem> {
    if text.trim() == VIDEO {
        Ok(None)
    } else {
        chosen(text, Problem::ChoosePlace).map(Some)
    }
}

fn wall(date: NaiveDate, minute: u16) -> Option<NaiveDateTime> {
    date.and_hms_opt(0, 0, 0)?
        .checked_add_signed(TimeDelta::minutes(minute.into()))
}

fn row<T: FromStr>(field: &str, id: &str, changed: &str) -> Result<(T, i32), FieldErrors> {
    let mut check = Check::new();
    let id = check.field(field, chosen(id, Problem::ReloadPage));
    let version = check.field("version", version(changed));
    let (Some(id), Some(version)) = (id, version) else {
        return Err(check.into_errors());
    };
    check.done((id, version))
}

#[cfg(test)]
mod tests;

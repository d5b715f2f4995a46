//! What the pages of a calendar show.

use super::{CalendarView, GridPlace};
use crate::{
    appointments::{AppointmentStatus, AppointmentSummary},
    form::FieldErrors,
    id::{AppointmentId, HoldId},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A calendar page in one of its views.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    pub view: CalendarView,
    /// Whether earlier visits are listed.
    pub past: bool,
    /// The day that was asked for, which the other views are then asked for too.
    pub asked: Option<NaiveDate>,
    /// The reader's present day.
    pub today: NaiveDate,
    /// What is wrong with the day that was asked for; the present one is shown then.
    pub errors: FieldErrors,
    pub body: CalendarBody,
}

/// What a calendar shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarBody {
    Agenda(Agenda),
    /// A day or a week.
    Days(CalendarDays),
    Month(CalendarMonth),
}

/// Days that have entries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    pub days: Vec<AgendaDay>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
    /// "Wednesday 18 November 2026", when visits are listed from a day on that was asked for.
    pub from: Option<String>,
    /// "London time": the zone of the times, when they share one that the reader may not expect.
    pub zone: Option<String>,
}

/// A day of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaDay {
    pub date: NaiveDate,
    /// "Wednesday 18 November 2026".
    pub label: String,
    pub today: bool,
    pub entries: Vec<AppointmentSummary>,
}

/// The stretch of time that a grid shows, and the way to others of its length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// "Wednesday 18 November 2026", "16–22 November 2026", "November 2026".
    pub label: String,
    /// The day, the Monday, or the first of the month.
    pub first: NaiveDate,
    /// The stretch before; none at the end of what calendars show.
    pub prev: Option<NaiveDate>,
    pub next: Option<NaiveDate>,
    /// Where the present one begins, unless it is shown.
    pub present: Option<NaiveDate>,
    /// "London time": the zone of the grid, when the reader may not expect it.
    pub zone: Option<String>,
    /// How many visits the stretch has.
    pub visits: u32,
}

/// Days side by side: one or seven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDays {
    pub period: Period,
    /// The names of the 24 hours from midnight: "8am". The page shows those that the days need.
    pub hours: Vec<String>,
    pub days: Vec<GridDay>,
}

/// A column of the grid of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridDay {
    pub date: NaiveDate,
    /// "Wed".
    pub weekday: String,
    /// "18 Nov".
    pub day: String,
    /// "Wednesday 18 November 2026".
    pub label: String,
    pub today: bool,
    /// The present as a minute of the day, on today only.
    pub now: Option<u16>,
    pub entries: Vec<GridEntry>,
}

/// Something that stands in the grid of days. Classes made of `at` place it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridEntry {
    pub kind: GridEntryKind,
    /// The visit, when it is one.
    pub appointment: Option<AppointmentId>,
    /// The kept time, when it is the reader's own.
    pub hold: Option<HoldId>,
    pub status: Option<AppointmentStatus>,
    /// "5:30pm".
    pub start: String,
    /// "5:30pm to 6pm".
    pub time: String,
    /// Who or what: a name, the note of a block.
    pub title: String,
    /// A second line: visit type and place, until when a time is kept.
    pub detail: Option<String>,
    /// "5:30pm to 6pm, Wednesday 18 November, Ann Okafor, first visit".
    pub label: String,
    /// RFC 3339 with offset.
    pub datetime: String,
    pub at: GridPlace,
}

/// What kind of thing an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GridEntryKind {
    /// A visit.
    Visit,
    /// Time that is kept while a patient confirms; a doctor is not told who.
    Hold,
    /// Time in which the doctor cannot be booked.
    Block,
    /// Time in which the doctor can be booked, as background.
    Open,
}

/// A month in whole weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarMonth {
    pub period: Period,
    /// From a Monday to a Sunday.
    pub days: Vec<MonthDay>,
}

/// A cell of the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthDay {
    pub date: NaiveDate,
    /// "Wednesday 18 November 2026".
    pub label: String,
    /// Whether it belongs to the month itself.
    pub inside: bool,
    pub today: bool,
    /// How many visits start on it.
    pub visits: u32,
    /// The first of them.
    pub entries: Vec<MonthEntry>,
}

/// A visit in a cell of the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthEntry {
    pub appointment: AppointmentId,
    pub status: AppointmentStatus,
    /// "5:30pm".
    pub start: String,
    /// Who.
    pub title: String,
    /// "5:30pm, Wednesday 18 November, Ann Okafor, first visit".
    pub label: String,
    /// RFC 3339 with offset.
    pub datetime: String,
}

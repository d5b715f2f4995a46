//! Calendars as agenda and week: what the pages show and where a week's entries stand.

use crate::{
    appointments::{AppointmentStatus, AppointmentSummary},
    id::AppointmentId,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Minutes that a row of the week grid stands for.
pub const ROW_MINUTES: u16 = 5;

/// Which part of a calendar is asked for: `?view=agenda|week&from=2026-11-16`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskCalendar {
    pub view: String,
    pub from: String,
    /// For the agenda: `past` lists earlier visits, newest first.
    pub when: String,
    pub page: String,
}

/// The views of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarView {
    #[default]
    Agenda,
    Week,
}

impl AskCalendar {
    /// The view that is asked for; the agenda unless it is the week.
    #[must_use]
    pub fn view(&self) -> CalendarView {
        if self.view.trim() == "week" {
            CalendarView::Week
        } else {
            CalendarView::Agenda
        }
    }
}

/// A calendar page: the agenda, or the week when it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    pub view: CalendarView,
    /// Whether earlier visits are listed.
    pub past: bool,
    /// Empty when the week is asked for.
    pub agenda: Agenda,
    pub week: Option<CalendarWeek>,
}

/// Days that have entries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    pub days: Vec<AgendaDay>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
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

/// A week in seven columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarWeek {
    /// "16 to 22 November 2026".
    pub label: String,
    /// The Monday.
    pub monday: NaiveDate,
    pub prev: NaiveDate,
    pub next: NaiveDate,
    /// The Monday of the current week, unless it is shown.
    pub this_week: Option<NaiveDate>,
    pub zone: Option<String>,
    /// The names of the 24 hours from midnight: "8am". The page shows those that the week needs.
    pub hours: Vec<String>,
    pub days: Vec<WeekDay>,
    /// How many visits the week has.
    pub visits: u32,
}

/// A column of the week grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekDay {
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
    pub entries: Vec<WeekEntry>,
}

/// Something that stands in the week grid. Classes made of `at` place it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekEntry {
    pub kind: WeekEntryKind,
    /// The visit, when it is one.
    pub appointment: Option<AppointmentId>,
    pub status: Option<AppointmentStatus>,
    /// "5:30pm".
    pub start: String,
    /// "5:30pm to 6pm".
    pub time: String,
    /// Who or what: a name, the note of a block.
    pub title: String,
    /// A second line: visit type, place.
    pub detail: Option<String>,
    /// "5:30pm to 6pm, Wednesday 18 November, Ann Okafor, first visit".
    pub label: String,
    /// RFC 3339 with offset.
    pub datetime: String,
    pub at: GridPlace,
}

/// What kind of thing a week entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeekEntryKind {
    /// A visit.
    Visit,
    /// Time in which the doctor cannot be booked.
    Block,
    /// Time in which the doctor can be booked, as background.
    Open,
}

/// Where an entry stands in its column; rows count from midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridPlace {
    /// First row, from 1.
    pub row: u16,
    /// How many rows, at least 1.
    pub span: u16,
    /// Which of the side-by-side lanes, from 1.
    pub lane: u8,
    /// How many lanes its group of overlapping entries has.
    pub lanes: u8,
}

impl GridPlace {
    /// Start and end as minutes from midnight.
    #[must_use]
    pub const fn minutes(self) -> (u16, u16) {
        let start = self.row.saturating_sub(1) * ROW_MINUTES;
        (start, start + self.span * ROW_MINUTES)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_minutes_of_the_day() {
        let at = GridPlace {
            row: 109,
            span: 6,
            lane: 1,
            lanes: 1,
        };
        assert_eq!(at.minutes(), (540, 570));
    }
}

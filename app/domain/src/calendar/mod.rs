//! Calendars as agenda, day, week and month: what is asked for, what the pages show, and where entries stand.

mod dates;
mod views;

pub use dates::{by_days, by_months, first_of_month, is_shown, monday_of, month_days, sunday_of};
pub use views::{
    Agenda, AgendaDay, Calendar, CalendarBody, CalendarDays, CalendarMonth, GridDay, GridEntry, GridEntryKind,
    MonthDay, MonthEntry, Period,
};

use crate::{form::FieldErrors, values::IsoDate};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Minutes that a row of the grid of days stands for.
pub const ROW_MINUTES: u16 = 5;

/// Visits that a day of the month names; the others are counted.
pub const MONTH_ENTRIES: usize = 3;

/// Which part of a calendar is asked for: `?view=agenda|day|week|month&from=2026-11-16`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskCalendar {
    pub view: String,
    /// A day of what is asked for; empty for the present.
    pub from: String,
    /// For the agenda: `past` lists earlier visits, newest first.
    pub when: String,
    pub page: String,
}

stored_enum! {
    /// The views of a calendar.
    CalendarView {
        /// A list by day.
        Agenda = "agenda",
        /// One day by the hour.
        Day = "day",
        /// Seven days by the hour.
        Week = "week",
        /// The days of a month.
        Month = "month",
    }
}

impl AskCalendar {
    /// The view that is asked for; the agenda when there is none of that name.
    #[must_use]
    pub fn view(&self) -> CalendarView {
        CalendarView::from_text(self.view.trim()).unwrap_or(CalendarView::Agenda)
    }

    /// The day that is asked for, if one is.
    ///
    /// # Errors
    /// That it is no real date, at the field `from`.
    pub fn day(&self) -> Result<Option<NaiveDate>, FieldErrors> {
        if self.from.trim().is_empty() {
            return Ok(None);
        }
        IsoDate::parse(&self.from)
            .map(|day| Some(day.date()))
            .map_err(|problem| FieldErrors::one("from", problem))
    }
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
    use crate::form::Problem;

    fn ask(view: &str, from: &str) -> AskCalendar {
        AskCalendar {
            view: view.to_owned(),
            from: from.to_owned(),
            ..AskCalendar::default()
        }
    }

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

    #[test]
    fn a_view_that_nobody_knows_is_the_agenda() {
        for view in CalendarView::ALL {
            assert_eq!(ask(view.as_str(), "").view(), *view);
        }
        assert_eq!(ask(" week ", "").view(), CalendarView::Week);
        assert_eq!(ask("year", "").view(), CalendarView::Agenda);
    }

    #[test]
    fn a_day_is_asked_for_or_not_or_wrong() {
        assert_eq!(ask("day", " ").day(), Ok(None));
        assert_eq!(
            ask("day", "2026-11-18").day(),
            Ok(NaiveDate::from_ymd_opt(2026, 11, 18))
        );
        for wrong in [
            "soon",
            "2026-02-30",
            "18/11/2026",
            "9999-12-31",
            "0001-01-01",
            "2026-11-18-1",
            "-1",
        ] {
            let errors = ask("day", wrong).day().unwrap_err();
            assert_eq!(errors.get("from"), Some(&Problem::DateWrong), "{wrong}");
        }
    }
}

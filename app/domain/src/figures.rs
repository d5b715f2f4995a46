//! Numbers of visits for charts. Nothing here tells whose visits they are.

use crate::appointments::AppointmentStatus;
use serde::{Deserialize, Serialize};

/// How visits are told apart where they are only counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It took place.
    Done,
    /// It is to come, or under way.
    Open,
    /// It was cancelled.
    Cancelled,
    /// The patient did not come.
    Missed,
}

impl Standing {
    /// In the order in which they stand on one another.
    pub const ALL: [Self; 4] = [Self::Done, Self::Open, Self::Cancelled, Self::Missed];

    /// Where a visit of that status is counted.
    #[must_use]
    pub const fn of(status: AppointmentStatus) -> Self {
        match status {
            AppointmentStatus::Fulfilled => Self::Done,
            AppointmentStatus::Cancelled => Self::Cancelled,
            AppointmentStatus::NoShow => Self::Missed,
            AppointmentStatus::Proposed
            | AppointmentStatus::Pending
            | AppointmentStatus::Booked
            | AppointmentStatus::Arrived
            | AppointmentStatus::InProgress => Self::Open,
        }
    }
}

/// The visits of the clinic in the past weeks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VisitFigures {
    /// Each of the last days, today last.
    pub days: Vec<DayFigures>,
    /// Each hour of the day from the first to the last in which a visit began, over four weeks; empty without visits.
    pub hours: Vec<HourFigures>,
}

/// The visits of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayFigures {
    /// "2026-11-18".
    pub date: String,
    /// "Wed 18 Nov".
    pub label: String,
    /// "18 Nov".
    pub short: String,
    /// By [`Standing::ALL`].
    pub visits: [u32; 4],
}

/// The visits that begin in an hour of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HourFigures {
    /// "9am".
    pub label: String,
    /// By weekday, Monday first.
    pub visits: [u32; 7],
}

/// The visits of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekFigures {
    /// "16–22 November 2026".
    pub label: String,
    /// The first day, "16 Nov".
    pub short: String,
    pub visits: u32,
}

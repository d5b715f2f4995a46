//! What pages show of a doctor’s hours.

use super::{ExceptionKind, Weekday};
use crate::{
    doctors::VisitTypeChoice,
    id::{AppointmentId, ExceptionId, RuleId},
    values::Choice,
    when::{Moment, When},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The page of a doctor's hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursPage {
    pub rules: Vec<RuleRow>,
    pub exceptions: Vec<ExceptionRow>,
    /// Coming visits that stand outside of what can be booked, the next ones first.
    pub outside: Vec<OutsideVisit>,
    /// How many there are of them.
    pub outside_total: u32,
    /// The coming days as they can be booked.
    pub preview: Vec<PreviewDay>,
    /// Locations, and [`VIDEO`] last (its label comes from `words`).
    pub places: Vec<Choice>,
    pub visit_types: Vec<VisitTypeChoice>,
    /// "Stockholm time": the zone of video visits and of blocks.
    pub video_zone: String,
    pub today: NaiveDate,
}

/// A weekly time in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleRow {
    pub id: RuleId,
    pub weekday: Weekday,
    /// "9am".
    pub from: String,
    /// "5pm".
    pub to: String,
    /// The place's name; `None` is video.
    pub place: Option<String>,
    /// "London time".
    pub zone: String,
    pub visit_types: Vec<String>,
    /// "18 November 2026", when it lies ahead.
    pub valid_from: Option<String>,
    pub valid_until: Option<String>,
    /// Coming visits that stand in it.
    pub affected: u32,
    pub version: i32,
}

/// A block or an opening in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionRow {
    pub id: ExceptionId,
    pub kind: ExceptionKind,
    /// "Thursday 24 December 2026", "Thursday 24 December 2026, 1pm to 2pm", "24–27 December 2026".
    pub label: String,
    pub starts: Moment,
    pub ends: Moment,
    /// Openings: the place's name; `None` is video.
    pub place: Option<String>,
    pub visit_types: Vec<String>,
    pub note: Option<String>,
    /// Visits that stand in a block all the same.
    pub affected: u32,
    pub version: i32,
}

/// A coming visit for which no hours stand any more, or which stands in a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideVisit {
    pub id: AppointmentId,
    pub when: When,
    pub visit_type: String,
    /// The place's name; `None` is video.
    pub place: Option<String>,
}

/// A coming day as it can be booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewDay {
    pub date: NaiveDate,
    /// "Wednesday 18 November".
    pub label: String,
    pub spans: Vec<PreviewSpan>,
    /// How many visits are booked.
    pub booked: u32,
}

/// A stretch of a day in which visits can be booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewSpan {
    /// "9am".
    pub from: String,
    /// "5pm".
    pub to: String,
    /// The place's name; `None` is video.
    pub place: Option<String>,
}

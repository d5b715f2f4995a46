//! A time as people read it. The server makes every label; a page never formats.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// When something starts and ends, in the zone that matters to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// "Wednesday 18 November 2026".
    pub date: String,
    /// "Wed 18 Nov".
    pub short_date: String,
    /// "5:30pm".
    pub time: String,
    /// "6pm".
    pub end_time: String,
    /// "London time", when the reader's zone differs.
    pub zone: Option<String>,
    /// RFC 3339 with offset, for `<time datetime>`.
    pub datetime: String,
    /// The day in that zone.
    pub day: NaiveDate,
    /// The start as an instant.
    pub instant: DateTime<Utc>,
}

/// A single moment as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// "18 November 2026, 5:30pm".
    pub label: String,
    /// RFC 3339 with offset, for `<time datetime>`.
    pub datetime: String,
}

//! Coming visits as a patient's device may keep them for times without a network.

use crate::when::Moment;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How far ahead the visits lie, and how long a device keeps them.
pub const KEEP_FOR: TimeDelta = TimeDelta::days(7);

/// The visits of the next days, the next one first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitsToKeep {
    pub visits: Vec<VisitToKeep>,
    /// When the list was made.
    pub as_of: Moment,
}

/// When and where a visit is: nothing that says with whom or why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitToKeep {
    /// "Wednesday 18 November 2026 at 5:30pm", with the zone when the reader's differs.
    pub when: Moment,
    pub ends_at: DateTime<Utc>,
    /// "In person, Harbour Clinic", "Video".
    pub place: String,
}

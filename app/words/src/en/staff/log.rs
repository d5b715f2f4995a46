//! English: the system log.

use crate::staff::Log;

pub(super) const WORDS: Log = Log {
    title: "System log",
    lead: "Warnings and failures of the portal, and when it started and stopped. Kept for 30 days; it holds no personal data.",
    by_level: "Level",
    any_level: "Any level",
    reference: "Reference",
    said: "What was said",
    error: "Failure",
    warn: "Warning",
    info: "Note",
    nothing: "Nothing found",
    nothing_hint: "No line of the last 30 days fits.",
};

//! What the processes of the portal say about themselves, as far as those may read it who run it. No personal data.

use crate::{
    filters,
    form::{Check, FieldErrors, Problem},
    values::optional,
    when::Moment,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long a line is kept, in days.
pub const KEPT_DAYS: i64 = 30;

stored_enum! {
    /// How bad it is.
    LogLevel {
        /// Something failed.
        Error = "error",
        /// Something is not as it should be.
        Warn = "warn",
        /// Something happened that those who run the portal want to know: a start, a stop.
        Info = "info",
    }
}

/// Somebody looks through the log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindLines {
    /// As [`LogLevel::as_str`] spells it.
    pub level: String,
    /// The reference that somebody was shown: the id of a request or of a job.
    pub reference: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// The line before which the list begins: a long list goes on from the last line shown.
    pub before: String,
}

/// A search that can be run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ValidFindLines {
    pub level: Option<LogLevel>,
    pub reference: Option<Uuid>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub before: Option<Uuid>,
}

impl FindLines {
    /// Reads the filters.
    ///
    /// # Errors
    /// A problem for each that is none: no filter is lost unseen.
    pub fn parse(&self) -> Result<ValidFindLines, FieldErrors> {
        let mut check = Check::new();
        let level = |text: &str| LogLevel::from_text(text.trim()).ok_or(Problem::UnknownChoice);
        let level = check.field("level", optional(&self.level, level));
        let reference = filters::reference(&mut check, &self.reference);
        let (from, until) = filters::days(&mut check, &self.from, &self.until);
        let before = filters::before(&mut check, &self.before);
        check.done(ValidFindLines {
            level: level.flatten(),
            reference,
            from,
            until,
            before,
        })
    }

    /// The filters that are set, as names and values of a query; without where the list begins.
    #[must_use]
    pub fn filters(&self) -> Vec<(&'static str, &str)> {
        filters::set([
            ("level", &self.level),
            ("reference", &self.reference),
            ("from", &self.from),
            ("until", &self.until),
        ])
    }
}

/// What was found, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineList {
    pub search: FindLines,
    /// What is wrong with the search; then there are no lines.
    pub errors: FieldErrors,
    pub lines: Vec<LogLine>,
    /// The line before which the older ones begin.
    pub older: Option<Uuid>,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    pub at: Moment,
    pub level: LogLevel,
    /// The part of the program that says it.
    pub target: String,
    pub message: String,
    /// `error=…, job.id=…`
    pub fields: String,
    /// The request or the job in which it was said.
    pub reference: Option<Uuid>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_reads_every_filter_or_says_what_is_wrong() {
        let id = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";
        let find = FindLines {
            level: "warn".into(),
            reference: format!(" {id} "),
            from: "2026-11-01".into(),
            until: "2026-11-29".into(),
            before: String::new(),
        };
        let valid = find.parse().unwrap();
        assert_eq!((valid.level, valid.reference), (Some(LogLevel::Warn), id.parse().ok()));
        assert_eq!(find.filters().len(), 4);
        let wrong = FindLines {
            level: "loud".into(),
            reference: "it broke".into(),
            until: "2026-10-01".into(),
            before: "x".into(),
            ..find
        };
        let problems = wrong.parse().unwrap_err();
        assert_eq!(problems.len(), 4);
        assert_eq!(problems.get("reference"), Some(&Problem::ReferenceWrong));
        assert_eq!(FindLines::default().parse(), Ok(ValidFindLines::default()));
    }
}

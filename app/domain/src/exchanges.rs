//! The integration log: what went between the portal and other systems, and how it ended. No personal data.

use crate::{
    filters,
    form::{Check, FieldErrors, Problem},
    values::optional,
    when::Moment,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long an exchange is kept, in days.
pub const KEPT_DAYS: i64 = 90;
/// What the summary above the list is of, in hours.
pub const SUMMARY_HOURS: i64 = 24;
/// The filter for all that did not go well, beside one for each outcome.
pub const ANY_FAILURE: &str = "failures";

stored_enum! {
    /// Who is at the other end.
    OtherSystem {
        /// The mail server.
        Mail = "mail",
        /// The store of files, where it is not a folder of this machine.
        Files = "files",
        /// What looks for malware in files.
        Scanner = "scanner",
    }
}

stored_enum! {
    /// What was asked of the other system.
    Operation {
        /// A mail was handed over.
        Send = "send",
        /// A file was put.
        Store = "store",
        /// A file was got.
        Fetch = "fetch",
        /// A file was removed.
        Remove = "remove",
        /// The names of files were listed.
        List = "list",
        /// A file was looked at.
        Scan = "scan",
    }
}

stored_enum! {
    /// How an exchange ended.
    Outcome {
        /// The other system did what it was asked.
        Ok = "ok",
        /// It answered no.
        Refused = "refused",
        /// Nobody answered at its address.
        Unreachable = "unreachable",
        /// It did not answer in time.
        TimedOut = "timed_out",
        /// Anything else: the connection broke, or the answer made no sense.
        Failed = "failed",
    }
}

/// Somebody looks through the exchanges.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindExchanges {
    /// As [`OtherSystem::as_str`] spells it.
    pub system: String,
    /// [`ANY_FAILURE`], or as [`Outcome::as_str`] spells it.
    pub outcome: String,
    /// The request or the job that it was part of.
    pub reference: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// The exchange before which the list begins: a long list goes on from the last row shown.
    pub before: String,
}

/// Which outcomes are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// All but [`Outcome::Ok`].
    Badly,
    /// This one.
    As(Outcome),
}

/// A search that can be run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ValidFindExchanges {
    pub system: Option<OtherSystem>,
    pub ended: Option<Ended>,
    pub reference: Option<Uuid>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub before: Option<Uuid>,
}

impl FindExchanges {
    /// Reads the filters.
    ///
    /// # Errors
    /// A problem for each that is none: no filter is lost unseen.
    pub fn parse(&self) -> Result<ValidFindExchanges, FieldErrors> {
        let mut check = Check::new();
        let system = |text: &str| OtherSystem::from_text(text.trim()).ok_or(Problem::UnknownChoice);
        let ended = |text: &str| match text.trim() {
            ANY_FAILURE => Ok(Ended::Badly),
            text => Outcome::from_text(text).map(Ended::As).ok_or(Problem::UnknownChoice),
        };
        let system = check.field("system", optional(&self.system, system));
        let ended = check.field("outcome", optional(&self.outcome, ended));
        let reference = filters::reference(&mut check, &self.reference);
        let (from, until) = filters::days(&mut check, &self.from, &self.until);
        let before = filters::before(&mut check, &self.before);
        check.done(ValidFindExchanges {
            system: system.flatten(),
            ended: ended.flatten(),
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
            ("system", &self.system),
            ("outcome", &self.outcome),
            ("reference", &self.reference),
            ("from", &self.from),
            ("until", &self.until),
        ])
    }
}

/// What was found, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeList {
    pub search: FindExchanges,
    /// What is wrong with the search; then nothing is found.
    pub errors: FieldErrors,
    /// The last [`SUMMARY_HOURS`], whatever is searched for; a line for each system.
    pub summary: Vec<SystemSummary>,
    pub exchanges: Vec<Exchange>,
    /// The exchange before which the older ones begin.
    pub older: Option<Uuid>,
}

/// How it went with one system lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemSummary {
    pub system: OtherSystem,
    pub exchanges: u64,
    /// Those of them that did not go well.
    pub failures: u64,
    /// When the last one of them went well.
    pub last_good: Option<Moment>,
}

/// One exchange with another system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    pub id: Uuid,
    /// When it began.
    pub at: Moment,
    pub instant: DateTime<Utc>,
    pub system: OtherSystem,
    pub operation: Operation,
    pub outcome: Outcome,
    /// What the other system calls its answer: 550 of SMTP, 403 of HTTP.
    pub code: Option<u16>,
    /// How long it took.
    pub milliseconds: u64,
    /// How many bytes of content went, where that is known.
    pub bytes: Option<u64>,
    /// `host:port`.
    pub host: String,
    /// The request or the job that it was part of: the reference of the system log.
    pub reference: Option<Uuid>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_reads_every_filter_or_says_what_is_wrong() {
        let id = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10";
        let find = FindExchanges {
            system: "scanner".into(),
            outcome: "timed_out".into(),
            reference: format!(" {id} "),
            from: "2026-11-01".into(),
            until: "2026-11-29".into(),
            before: String::new(),
        };
        let valid = find.parse().unwrap();
        assert_eq!(valid.system, Some(OtherSystem::Scanner));
        assert_eq!(valid.ended, Some(Ended::As(Outcome::TimedOut)));
        assert_eq!(valid.reference, id.parse().ok());
        assert_eq!(find.filters().len(), 5);
        let failures = FindExchanges {
            outcome: ANY_FAILURE.into(),
            ..FindExchanges::default()
        };
        assert_eq!(failures.parse().unwrap().ended, Some(Ended::Badly));
        assert_eq!(FindExchanges::default().parse(), Ok(ValidFindExchanges::default()));

        let wrong = FindExchanges {
            system: "fax".into(),
            outcome: "well".into(),
            reference: "it broke".into(),
            until: "2026-10-01".into(),
            before: "x".into(),
            ..find
        };
        let problems = wrong.parse().unwrap_err();
        assert_eq!(problems.len(), 5);
        assert_eq!(problems.get("until"), Some(&Problem::EndsBeforeItStarts));
        assert_eq!(problems.get("system"), Some(&Problem::UnknownChoice));
    }

    #[test]
    fn no_outcome_is_called_like_the_filter_for_all_failures() {
        assert_eq!(Outcome::from_text(ANY_FAILURE), None);
    }
}

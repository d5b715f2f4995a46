//! What searches through long lists have in common.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    form::{Check, Problem},
    values::{IsoDate, optional},
};

/// The first and the last day, where they are given, of the fields `from` and `until`.
pub(crate) fn days(check: &mut Check, from: &str, until: &str) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let day = |text: &str| IsoDate::parse(text).map(IsoDate::date);
    let from = check.field("from", optional(from, day)).flatten();
    let until = check.field("until", optional(until, day)).flatten();
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        check.refuse("until", Problem::EndsBeforeItStarts);
    }
    (from, until)
}

/// The reference that somebody was shown, of the field `reference`.
pub(crate) fn reference(check: &mut Check, text: &str) -> Option<Uuid> {
    check.field("reference", id(text, Problem::ReferenceWrong)).flatten()
}

/// The row before which the list begins, of the field `before`.
pub(crate) fn before(check: &mut Check, text: &str) -> Option<Uuid> {
    check.field("before", id(text, Problem::ReloadPage)).flatten()
}

fn id(text: &str, problem: Problem) -> Result<Option<Uuid>, Problem> {
    optional(text, |text| text.trim().parse().or(Err(problem)))
}

/// Those of the filters that are set, as names and values of a query.
pub(crate) fn set<'a, const N: usize>(all: [(&'static str, &'a String); N]) -> Vec<(&'static str, &'a str)> {
    let trimmed = all.into_iter().map(|(name, value)| (name, value.trim()));
    trimmed.filter(|(_, value)| !value.is_empty()).collect()
}

//! Staff give many patients to a doctor at once: written down first, looked at, then done.

use super::{CareKind, Terms};
use crate::{
    form::{Check, FieldErrors, Problem},
    id::{AssignmentId, DoctorId},
    values::{FreeText, RECORD_NUMBER_MAX, chosen, number, version},
    when::Moment,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Patients of one assignment.
pub const MOST_LINES: usize = 500;

/// Staff name patients, a doctor, as what and until when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PrepareAssignment {
    /// Record numbers, parted by spaces, commas or lines.
    pub numbers: String,
    /// The name or the licence number of a doctor.
    pub doctor: String,
    pub kind: String,
    pub ends_on: String,
}

/// An assignment that can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidAssignment {
    /// What stood in the list, in its order; a part may be no record number.
    pub numbers: Vec<String>,
    pub doctor: FreeText,
    pub kind: CareKind,
    pub ends_on: Option<NaiveDate>,
}

impl PrepareAssignment {
    /// Checks the form. What is wrong with a number is told at its line, when all lines are looked at.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidAssignment, FieldErrors> {
        let mut check = Check::new();
        let parts = self
            .numbers
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '،' | '؛'));
        let numbers: Vec<String> = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let typed = FreeText::parse(&self.numbers, 10_000, Problem::EnterNumber).map(drop);
        check.field("numbers", typed);
        let most = u32::try_from(MOST_LINES).unwrap_or(u32::MAX);
        check.require(numbers.len() <= MOST_LINES, "numbers", Problem::TooMany { max: most });
        let doctor = check.field("doctor", FreeText::line(&self.doctor, 200, Problem::EnterName));
        let terms = Terms::read(&mut check, &self.kind, &self.ends_on, "", today);
        let (Some(doctor), Some(terms)) = (doctor, terms) else {
            return Err(check.into_errors());
        };
        check.done(ValidAssignment {
            numbers,
            doctor,
            kind: terms.kind,
            ends_on: terms.ends_on,
        })
    }
}

/// The record number that a part of a list is, if it is one.
#[must_use]
pub fn record_number(part: &str) -> Option<i64> {
    number(part, 1, RECORD_NUMBER_MAX).ok()
}

/// Staff do what they looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConfirmAssignment {
    pub assignment: String,
    pub version: String,
}

impl ConfirmAssignment {
    /// Checks the form: which assignment, as it was looked at.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<(AssignmentId, i32), FieldErrors> {
        let mut check = Check::new();
        let id = check.field("assignment", chosen(&self.assignment, Problem::ReloadPage));
        let version = check.field("version", version(&self.version));
        let (Some(id), Some(version)) = (id, version) else {
            return Err(check.into_errors());
        };
        check.done((id, version))
    }
}

/// What becomes, or became, of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineOutcome {
    /// The doctor will look after the patient.
    Assigns,
    /// The doctor does so already.
    Active,
    /// One of the two asked the other and waits for the answer.
    Waits,
    /// Nobody has this number.
    Unknown,
    /// It stands further up already.
    Twice,
}

/// A line of an assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentLine {
    /// What stood there.
    pub typed: String,
    /// The patient's name.
    pub name: Option<String>,
    pub outcome: LineOutcome,
}

/// An assignment to be looked at, or how it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub id: AssignmentId,
    pub doctor: DoctorId,
    pub doctor_name: String,
    /// The doctor's specialties and licence number.
    pub doctor_about: String,
    pub kind: CareKind,
    /// "18 November 2026".
    pub until: Option<String>,
    pub lines: Vec<AssignmentLine>,
    /// How many of them will be assigned.
    pub assigns: u64,
    /// When it was done, and how many were assigned then.
    pub done: Option<(Moment, u64)>,
    pub version: i32,
}

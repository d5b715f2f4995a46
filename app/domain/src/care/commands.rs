//! What patients and doctors ask for.

use super::{CareKind, CareStep};
use crate::{
    form::{Check, FieldErrors, Problem},
    id::{CareId, DoctorId, PatientId},
    values::{BirthDate, FreeText, IsoDate, RECORD_NUMBER_MAX, chosen, number, optional, version},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Letters of what is said about a referral.
const REFERRAL_MAX: u32 = 500;

/// As what, until when and on whose word somebody is looked after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub kind: CareKind,
    /// The day on which it is over.
    pub ends_on: Option<NaiveDate>,
    /// Who sent the patient, and why.
    pub referral: Option<FreeText>,
}

impl Terms {
    /// Reads the three fields that every request has.
    pub(super) fn read(check: &mut Check, kind: &str, ends_on: &str, referral: &str, today: NaiveDate) -> Option<Self> {
        let chosen = CareKind::from_text(kind.trim()).ok_or(Problem::UnknownChoice);
        let kind = check.field("kind", chosen);
        let end = match optional(ends_on, |text| IsoDate::parse(text).map(IsoDate::date)) {
            Ok(None) if kind == Some(CareKind::Temporary) => Err(Problem::EnterDate),
            Ok(Some(day)) if day <= today => Err(Problem::DateNotComing),
            read => read,
        };
        let ends_on = check.field("ends_on", end);
        let referral = check.field("referral", FreeText::optional(referral, REFERRAL_MAX));
        Some(Self {
            kind: kind?,
            ends_on: ends_on?,
            referral: referral?,
        })
    }
}

/// A patient asks a doctor to look after them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskDoctor {
    pub doctor: String,
    pub kind: String,
    pub ends_on: String,
    pub referral: String,
}

/// A good request to a doctor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidAsk {
    pub doctor: DoctorId,
    pub terms: Terms,
}

impl AskDoctor {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidAsk, FieldErrors> {
        let mut check = Check::new();
        let doctor = check.field("doctor", chosen(&self.doctor, Problem::ReloadPage));
        let terms = Terms::read(&mut check, &self.kind, &self.ends_on, &self.referral, today);
        let (Some(doctor), Some(terms)) = (doctor, terms) else {
            return Err(check.into_errors());
        };
        check.done(ValidAsk { doctor, terms })
    }
}

/// A doctor asks a patient whom they may see already.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskPatient {
    pub patient: String,
    pub kind: String,
    pub ends_on: String,
    pub referral: String,
}

/// A good request to a patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidAskPatient {
    pub patient: PatientId,
    pub terms: Terms,
}

impl AskPatient {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidAskPatient, FieldErrors> {
        let mut check = Check::new();
        let patient = check.field("patient", chosen(&self.patient, Problem::ReloadPage));
        let terms = Terms::read(&mut check, &self.kind, &self.ends_on, &self.referral, today);
        let (Some(patient), Some(terms)) = (patient, terms) else {
            return Err(check.into_errors());
        };
        check.done(ValidAskPatient { patient, terms })
    }
}

/// A doctor asks somebody who told them the record number and the date of birth.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskByNumber {
    pub number: String,
    pub birth_day: String,
    pub birth_month: String,
    pub birth_year: String,
    pub kind: String,
    pub ends_on: String,
    pub referral: String,
}

/// A good request by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidAskByNumber {
    pub number: i64,
    pub birth_date: NaiveDate,
    pub terms: Terms,
}

impl AskByNumber {
    /// Checks the form. Whether the two belong together is for the services to say.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, today: NaiveDate) -> Result<ValidAskByNumber, FieldErrors> {
        let mut check = Check::new();
        let number = check.field("number", number(&self.number, 1, RECORD_NUMBER_MAX));
        let born = BirthDate::parse_of_another(&self.birth_day, &self.birth_month, &self.birth_year, today);
        let birth_date = check.field("birth_day", born);
        let terms = Terms::read(&mut check, &self.kind, &self.ends_on, &self.referral, today);
        let (Some(number), Some(birth_date), Some(terms)) = (number, birth_date, terms) else {
            return Err(check.into_errors());
        };
        check.done(ValidAskByNumber {
            number,
            birth_date: birth_date.date(),
            terms,
        })
    }
}

/// Either side takes a step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepCare {
    pub care: String,
    pub step: String,
    pub version: String,
}

/// A step that can be taken, if the rules allow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValidStep {
    pub care: CareId,
    pub step: CareStep,
    pub version: i32,
}

impl StepCare {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidStep, FieldErrors> {
        let mut check = Check::new();
        let care = check.field("care", chosen(&self.care, Problem::ReloadPage));
        let step = CareStep::from_text(self.step.trim()).ok_or(Problem::ReloadPage);
        let step = check.field("step", step);
        let version = check.field("version", version(&self.version));
        let (Some(care), Some(step), Some(version)) = (care, step, version) else {
            return Err(check.into_errors());
        };
        check.done(ValidStep { care, step, version })
    }
}

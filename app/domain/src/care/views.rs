//! What pages show of relationships.

use super::{CareKind, CareState, CareStep};
use crate::id::{CareId, DoctorId, PatientId};
use serde::{Deserialize, Serialize};

/// A relationship as one of its sides sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Care {
    pub id: CareId,
    pub kind: CareKind,
    /// As it is today.
    pub state: CareState,
    pub doctor: DoctorId,
    pub patient: PatientId,
    /// The other side's name; a doctor who asked by number reads it when the patient has agreed.
    pub name: Option<String>,
    /// The patient's record number.
    pub number: i64,
    /// "18 November 2026": its first day, or when it was asked for.
    pub since: String,
    /// The day on which it is, or was, over.
    pub until: Option<String>,
    /// Who sent the patient, and why.
    pub referral: Option<String>,
    /// What the reader may do with it.
    pub actions: Vec<CareStep>,
    pub version: i32,
}

impl Care {
    /// Whether the reader may take the step.
    #[must_use]
    pub fn allows(&self, step: CareStep) -> bool {
        self.actions.contains(&step)
    }
}

/// A doctor who looks after a patient or was asked to, as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareOfRecord {
    pub id: CareId,
    /// The doctor's name.
    pub doctor: String,
    pub kind: CareKind,
    pub state: CareState,
    /// Its first day, or when it was asked for.
    pub since: String,
    /// The day on which it is over.
    pub until: Option<String>,
    pub version: i32,
}

/// A patient's doctors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareTeam {
    /// Doctors who ask, the newest first.
    pub to_answer: Vec<Care>,
    pub active: Vec<Care>,
    /// Doctors whom the patient asked.
    pub asked: Vec<Care>,
    /// What is over, the newest first.
    pub past: Vec<Care>,
    /// Doctors whom the patient sees or saw, and who do not look after them yet.
    pub known: Vec<KnownDoctor>,
}

/// A doctor whom a patient may ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownDoctor {
    pub id: DoctorId,
    pub name: String,
    /// Specialties.
    pub about: String,
}

/// The page on which a patient asks a doctor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskPage {
    pub doctor: KnownDoctor,
    /// As what the doctor looks after the patient already, or was asked to.
    pub taken: Vec<CareKind>,
}

/// A doctor's requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareRequests {
    /// Patients who ask.
    pub to_answer: Vec<Care>,
    /// Patients whom the doctor asked.
    pub asked: Vec<Care>,
}

//! What administrators see.

use super::{FindApplications, FindDeliveries, FindPeople, JobState, SaveLocation};
use crate::{
    access::AccessAnswer,
    accounts::AccountStatus,
    actor::Role,
    doctors::DoctorStatus,
    figures::VisitFigures,
    files::Document,
    id::{AccountId, DoctorId, FileId, JobId, LocationId, PatientId},
    page::Page,
    patients::EditPatient,
    roles::{Grants, OwnRole},
    values::Choice,
    when::Moment,
};
use serde::{Deserialize, Serialize};

/// The first page of administrators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminHome {
    /// The reader's own roles.
    pub roles: Vec<OwnRole>,
    /// The clinic has no open place yet, and the reader may add the first one.
    pub no_location: bool,
    /// For who may read the numbers.
    pub numbers: Option<Numbers>,
    /// Doctors who wait for verification, the longest first; for who may verify them.
    pub waiting: Option<Vec<QueueEntry>>,
    /// Emergency accesses that wait to be looked at, for whoever may.
    pub reviews: Option<u64>,
    /// Open cases of patients who do not recognise something, for whoever may see them.
    pub cases: Option<u64>,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    pub counts: Counts,
    pub figures: VisitFigures,
}

/// Live counts; each equals the rows of the list it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    pub patients: u64,
    pub doctors: u64,
    pub doctors_waiting: u64,
    pub visits_today: u64,
    pub visits_next_seven_days: u64,
    pub cancelled_last_seven_days: u64,
    pub deliveries_failed: u64,
}

/// A list of applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationList {
    pub search: FindApplications,
    pub status: DoctorStatus,
    pub entries: Page<QueueEntry>,
}

/// A doctor's application in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueEntry {
    pub id: DoctorId,
    pub name: String,
    pub licence_number: String,
    pub specialties: Vec<String>,
    pub place: Option<String>,
    pub status: DoctorStatus,
    pub applied: Moment,
}

/// A doctor's application on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorApplication {
    pub entry: QueueEntry,
    pub number: i64,
    pub account: AccountId,
    pub email: String,
    pub email_verified: bool,
    pub phone: String,
    pub qualifications: String,
    pub experience_years: u16,
    /// Who decided, when.
    pub decided_by: Option<String>,
    pub decided_at: Option<Moment>,
    pub reason: Option<String>,
    /// What the doctor handed in about the licence, the oldest first.
    pub documents: Vec<Document>,
    pub version: i32,
}

/// A list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleList {
    pub search: FindPeople,
    pub people: Page<PersonRow>,
    /// Roles that the reader may give and take; none when the reader may not.
    pub roles: Vec<Choice>,
}

/// An account in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    pub account: AccountId,
    pub name: String,
    pub email: String,
    pub roles: Vec<Role>,
    pub status: AccountStatus,
    pub since: Moment,
}

/// An account on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub row: PersonRow,
    /// For those who look after people.
    pub photo: Option<FileId>,
    pub phone: Option<String>,
    pub patient: Option<PatientId>,
    pub patient_number: Option<i64>,
    pub doctor: Option<DoctorId>,
    pub doctor_status: Option<DoctorStatus>,
    pub email_verified: bool,
    pub last_sign_in: Option<Moment>,
    pub sessions: u32,
    pub grants: Grants,
    /// For those who watch over who sees what.
    pub access: Option<AccessAnswer>,
    pub whose: Whose,
    /// Whether the second step at sign-in is on.
    pub factor_on: bool,
    /// How many passkeys there are.
    pub passkeys: u64,
    /// What the reader may do now.
    pub may: PersonActions,
    pub version: i32,
}

/// The details of a patient, for staff who correct them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonDetails {
    pub account: AccountId,
    pub name: String,
    pub values: EditPatient,
}

/// What somebody may do to an account as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "one for each thing that may be done")]
pub struct PersonActions {
    pub suspend: bool,
    pub reinstate: bool,
    /// Correct the details of the patient.
    pub edit: bool,
    /// Take the second step at sign-in away.
    pub reset_factor: bool,
}

/// Whose account it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// The reader's own.
    Own,
    /// Somebody else's.
    Another,
}

/// A place in a list and in its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationRow {
    pub id: LocationId,
    pub name: String,
    pub address_line: String,
    pub city: String,
    /// ISO 3166 code.
    pub country: String,
    /// IANA zone.
    pub zone: String,
    pub active: bool,
    /// Doctors who have hours there.
    pub doctors: u32,
    pub version: i32,
}

/// The form of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationForm {
    /// `None` for a new place.
    pub id: Option<LocationId>,
    pub values: SaveLocation,
    pub zones: Vec<Choice>,
}

/// A list of deliveries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryList {
    pub search: FindDeliveries,
    pub state: JobState,
    pub rows: Page<DeliveryRow>,
}

/// A mail or another piece of background work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryRow {
    pub id: JobId,
    /// The spelling of the job's kind; `words` names it.
    pub kind: String,
    pub state: JobState,
    pub attempts: u32,
    pub max_attempts: u32,
    pub created: Moment,
    /// When it is tried next.
    pub next: Option<Moment>,
    /// What went wrong last, without personal data.
    pub last_error: Option<String>,
}

//! What pages show of doctors.

use super::{DoctorStatus, EditProfile, SearchDoctors, VisitKind};
use crate::{
    conflict::SlotOffer,
    files::Document,
    form::FieldErrors,
    id::{DoctorId, FileId, LocationId, VisitTypeId},
    page::Page,
    slots::MonthOfSlots,
    values::Choice,
};
use serde::{Deserialize, Serialize};

/// The search page: what was asked, what can be chosen, who was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorSearch {
    pub search: SearchDoctors,
    pub specialties: Vec<Choice>,
    pub cities: Vec<Choice>,
    pub visit_types: Vec<Choice>,
    /// What is wrong with the search; the list then ignores those fields.
    pub errors: FieldErrors,
    pub doctors: Page<DoctorCard>,
}

/// A doctor in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorCard {
    pub id: DoctorId,
    pub name: String,
    pub photo: Option<FileId>,
    pub specialties: Vec<String>,
    /// "Riverside Clinic, London".
    pub places: Vec<String>,
    pub video: bool,
    pub languages: String,
    pub experience_years: u16,
    /// "Wed 18 Nov, 5:30pm"; `None` when nothing is free within the horizon.
    pub next_free: Option<String>,
}

/// A doctor's public page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorProfile {
    pub id: DoctorId,
    pub name: String,
    pub photo: Option<FileId>,
    pub specialties: Vec<String>,
    pub qualifications: String,
    pub experience_years: u16,
    pub biography: Option<String>,
    pub languages: String,
    pub places: Vec<Place>,
    pub video: bool,
    pub visit_types: Vec<VisitTypeChoice>,
    /// The free times, when the doctor offers any kind of visit.
    pub times: Option<FreeTimes>,
}

/// A place where visits happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub id: LocationId,
    pub name: String,
    pub address_line: String,
    pub city: String,
}

/// A kind of visit that a doctor offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitTypeChoice {
    pub id: VisitTypeId,
    pub code: String,
    pub name: String,
    pub kind: VisitKind,
    pub minutes: u16,
    /// "£60".
    pub fee: Option<String>,
    /// The doctor confirms each booking.
    pub confirms: bool,
}

/// The free times of one kind of visit, and what was chosen to get them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeTimes {
    pub visit_type: VisitTypeChoice,
    /// Where that kind of visit is offered; empty for video.
    pub places: Vec<Choice>,
    pub location: Option<LocationId>,
    pub month: MonthOfSlots,
    /// The next free times, when the month has none.
    pub next: Option<SlotOffer>,
}

/// A doctor's own profile in a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorProfileForm {
    pub id: DoctorId,
    pub status: DoctorStatus,
    pub photo: Option<FileId>,
    pub email: String,
    pub licence_number: String,
    pub values: EditProfile,
    /// One for each kind of visit, in the order of `values.fees`.
    pub visit_types: Vec<Choice>,
    pub specialties: Vec<Choice>,
    pub locations: Vec<Choice>,
    pub zones: Vec<Choice>,
    /// "GBP".
    pub currency: String,
}

/// What a doctor reads while waiting for the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationState {
    pub name: String,
    pub status: DoctorStatus,
    pub reason: Option<String>,
    /// How many documents the doctor handed in about the licence.
    pub documents: u32,
}

/// What a doctor handed in about the licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicenceView {
    pub licence_number: String,
    pub status: DoctorStatus,
    /// The oldest first.
    pub documents: Vec<Document>,
}

//! What pages show of visits.

use super::{Action, AppointmentStatus};
use crate::{
    actor::ActorKind,
    conflict::SlotOffer,
    doctors::{Place, VisitKind},
    id::{AppointmentId, DoctorId, FileId, HoldId, PatientId, VisitTypeId},
    when::{Moment, When},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A visit in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentSummary {
    pub id: AppointmentId,
    /// The booking reference.
    pub number: i64,
    pub status: AppointmentStatus,
    pub when: When,
    pub minutes: u16,
    pub doctor: DoctorId,
    pub doctor_name: String,
    pub patient: PatientId,
    pub patient_name: String,
    pub visit_type: String,
    pub kind: VisitKind,
    /// The place's name, when it is not a video visit.
    pub place: Option<String>,
    /// The doctor's first specialty.
    pub specialty: Option<String>,
}

/// A visit on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    pub summary: AppointmentSummary,
    pub location: Option<Place>,
    pub fee: Option<String>,
    /// Why the patient comes.
    pub reason: Option<String>,
    pub cancel_reason: Option<String>,
    /// From the newest.
    pub history: Vec<HistoryEntry>,
    /// What the reader may do now.
    pub actions: Vec<Action>,
    /// Until when the reader may cancel: "Tuesday 17 November 2026, 5:30pm".
    pub cancel_until: Option<String>,
    /// The clinic's number, for what the portal does not allow.
    pub clinic_phone: String,
    pub version: i32,
}

impl Appointment {
    /// Whether the reader may take the step.
    #[must_use]
    pub fn allows(&self, action: Action) -> bool {
        self.actions.contains(&action)
    }
}

/// A step in the history of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub at: Moment,
    pub by: ActorKind,
    /// Whether the reader did it.
    pub by_reader: bool,
    pub by_name: Option<String>,
    pub from: Option<AppointmentStatus>,
    pub to: AppointmentStatus,
    pub note: Option<String>,
}

/// What leads on from a time that is kept no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LostHold {
    /// It was not booked in time: as it was kept, and the free times nearest to it.
    Expired {
        was: Box<HoldView>,
        nearest: Vec<SlotOffer>,
    },
    /// Another time is kept instead.
    Replaced { by: HoldId },
}

/// A held time, to be checked and booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldView {
    pub id: HoldId,
    pub doctor: DoctorId,
    pub doctor_name: String,
    pub doctor_photo: Option<FileId>,
    pub specialty: Option<String>,
    pub visit_type: VisitTypeId,
    /// Code of the visit type, for the way back to the times.
    pub visit_code: String,
    pub visit_name: String,
    pub kind: VisitKind,
    pub minutes: u16,
    pub when: When,
    pub location: Option<Place>,
    pub fee: Option<String>,
    /// The doctor confirms each booking.
    pub confirms: bool,
    /// "10:42am", with its zone as in `when`.
    pub expires: String,
    pub expires_at: DateTime<Utc>,
    /// Seconds from the answer of the server until then.
    pub seconds_left: u32,
}

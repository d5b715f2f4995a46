//! Visits: their states, who may do what, and what pages show of them.

use crate::{
    actor::{Actor, ActorKind},
    conflict::Conflict,
    doctors::{Place, VisitKind},
    form::{Check, FieldErrors, Problem},
    id::{AppointmentId, DoctorId, HoldId, LocationId, PatientId, VisitTypeId},
    values::{FreeText, chosen, optional, version},
    when::{Moment, When},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

stored_enum! {
    /// Where a visit stands.
    AppointmentStatus {
        /// The doctor proposed a time, the patient has not accepted.
        Proposed = "proposed",
        /// The patient booked, the doctor has not confirmed.
        Pending = "pending",
        /// Agreed.
        Booked = "booked",
        /// The patient has come.
        Arrived = "arrived",
        /// Doctor and patient are meeting.
        InProgress = "in_progress",
        /// Has taken place.
        Fulfilled = "fulfilled",
        /// Will not take place.
        Cancelled = "cancelled",
        /// The patient did not come.
        NoShow = "no_show",
    }
}

stored_enum! {
    /// A step that changes the status of a visit.
    Action {
        /// The patient accepts a proposed time.
        Accept = "accept",
        /// The doctor confirms a booking.
        Confirm = "confirm",
        /// The patient has come.
        Arrive = "arrive",
        /// The visit begins.
        Start = "start",
        /// The visit has taken place.
        Finish = "finish",
        /// The patient did not come.
        Miss = "miss",
        /// The visit will not take place.
        Cancel = "cancel",
    }
}

impl AppointmentStatus {
    /// The status after a step.
    ///
    /// # Errors
    /// The step does not lead on from here.
    pub const fn transition(self, action: Action) -> Result<Self, Conflict> {
        match (self, action) {
            (Self::Proposed, Action::Accept) | (Self::Pending, Action::Confirm) => Ok(Self::Booked),
            (Self::Booked, Action::Arrive) => Ok(Self::Arrived),
            (Self::Booked | Self::Arrived, Action::Start) => Ok(Self::InProgress),
            (Self::Booked | Self::Arrived | Self::InProgress, Action::Finish) => Ok(Self::Fulfilled),
            (Self::Booked, Action::Miss) => Ok(Self::NoShow),
            (Self::Proposed | Self::Pending | Self::Booked | Self::Arrived, Action::Cancel) => Ok(Self::Cancelled),
            (Self::Cancelled, Action::Cancel) => Err(Conflict::AlreadyCancelled),
            _ => Err(Conflict::NotPossibleNow),
        }
    }

    /// Whether the visit occupies its doctor and patient.
    #[must_use]
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Cancelled | Self::NoShow)
    }

    /// Whether nothing can happen to the visit any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Fulfilled | Self::Cancelled | Self::NoShow)
    }
}

/// What the rules need to know of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitFacts {
    pub patient: PatientId,
    pub doctor: DoctorId,
    pub status: AppointmentStatus,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The clinic's setting.
    pub cancel_notice_hours: u16,
}

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not for this person to do.
    #[error("not allowed")]
    NotAllowed,
    /// It is, but not now.
    #[error(transparent)]
    Conflict(#[from] Conflict),
}

/// Whether the actor may take the step now. Guards the use case and fills [`Appointment::actions`].
///
/// # Errors
/// Why not, with the status that a conflict would have.
pub fn may(
    action: Action,
    actor: &Actor,
    visit: &VisitFacts,
    now: DateTime<Utc>,
) -> Result<AppointmentStatus, Refusal> {
    let side = Side::of(actor, visit).ok_or(Refusal::NotAllowed)?;
    let theirs = match action {
        Action::Cancel => true,
        Action::Accept => side != Side::Doctor,
        Action::Confirm | Action::Arrive | Action::Start | Action::Finish | Action::Miss => side != Side::Patient,
    };
    if !theirs {
        return Err(Refusal::NotAllowed);
    }
    let after = visit.status.transition(action)?;
    let in_time = match action {
        Action::Cancel if side == Side::Patient => {
            now < visit.starts_at && now + TimeDelta::hours(visit.cancel_notice_hours.into()) <= visit.starts_at
        }
        Action::Cancel => side == Side::System || now < visit.ends_at,
        Action::Accept | Action::Confirm => now < visit.starts_at,
        Action::Arrive => now + TimeDelta::hours(2) >= visit.starts_at,
        Action::Start => now + TimeDelta::minutes(30) >= visit.starts_at,
        Action::Finish | Action::Miss => now >= visit.starts_at,
    };
    match action {
        _ if in_time => Ok(after),
        Action::Cancel => Err(Conflict::TooLateToCancel.into()),
        _ => Err(Conflict::NotPossibleNow.into()),
    }
}

/// Whether the actor may cancel the visit now: patients until the clinic's notice, doctors until its end.
///
/// # Errors
/// Why not.
pub fn may_cancel(actor: &Actor, visit: &VisitFacts, now: DateTime<Utc>) -> Result<(), Refusal> {
    may(Action::Cancel, actor, visit, now).map(drop)
}

/// Every step that the actor may take now.
#[must_use]
pub fn allowed_actions(actor: &Actor, visit: &VisitFacts, now: DateTime<Utc>) -> Vec<Action> {
    Action::ALL
        .iter()
        .copied()
        .filter(|action| may(*action, actor, visit, now).is_ok())
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Patient,
    Doctor,
    System,
}

impl Side {
    fn of(actor: &Actor, visit: &VisitFacts) -> Option<Self> {
        match actor {
            Actor::Patient { patient, .. } if *patient == visit.patient => Some(Self::Patient),
            Actor::Doctor { doctor, .. } if *doctor == visit.doctor => Some(Self::Doctor),
            Actor::System => Some(Self::System),
            _ => None,
        }
    }
}

/// A patient keeps a free time while confirming.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HoldTime {
    pub doctor: String,
    pub visit_type: String,
    /// Empty for a video visit.
    pub location: String,
    /// RFC 3339.
    pub starts_at: String,
}

/// A time that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidHold {
    pub doctor: DoctorId,
    pub visit_type: VisitTypeId,
    pub location: Option<LocationId>,
    pub starts_at: DateTime<Utc>,
}

impl HoldTime {
    /// Checks the form. A time that is past is told by the services as taken, with alternatives.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidHold, FieldErrors> {
        let mut check = Check::new();
        let doctor = check.field("doctor", chosen(&self.doctor, Problem::UnknownChoice));
        let visit_type = check.field("visit_type", chosen(&self.visit_type, Problem::ChooseVisitType));
        let location = check.field(
            "location",
            optional(&self.location, |text| chosen(text, Problem::ChooseLocation)),
        );
        let starts_at = check.field("starts_at", instant(&self.starts_at));
        let (Some(doctor), Some(visit_type), Some(location), Some(starts_at)) =
            (doctor, visit_type, location, starts_at)
        else {
            return Err(check.into_errors());
        };
        check.done(ValidHold {
            doctor,
            visit_type,
            location,
            starts_at,
        })
    }
}

/// A patient lets a held time go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReleaseHold {
    pub hold: String,
}

impl ReleaseHold {
    /// Checks the form.
    ///
    /// # Errors
    /// That the page must be loaded again.
    pub fn parse(&self) -> Result<HoldId, FieldErrors> {
        chosen(&self.hold, Problem::ReloadPage).map_err(|problem| FieldErrors::one("hold", problem))
    }
}

/// A patient books the held time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BookAppointment {
    pub hold: String,
    /// Why the patient comes; may stay empty.
    pub reason: String,
}

/// A good booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidBooking {
    pub hold: HoldId,
    pub reason: Option<FreeText>,
}

impl BookAppointment {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidBooking, FieldErrors> {
        let mut check = Check::new();
        let hold = check.field("hold", chosen(&self.hold, Problem::ReloadPage));
        let reason = check.field("reason", FreeText::optional(&self.reason, 1000));
        let (Some(hold), Some(reason)) = (hold, reason) else {
            return Err(check.into_errors());
        };
        check.done(ValidBooking { hold, reason })
    }
}

/// A patient or a doctor cancels a visit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CancelAppointment {
    pub appointment: String,
    /// Told to the other side; may stay empty.
    pub reason: String,
    pub version: String,
}

/// A good cancellation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidCancellation {
    pub appointment: AppointmentId,
    pub reason: Option<FreeText>,
    pub version: i32,
}

impl CancelAppointment {
    /// Checks the form.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidCancellation, FieldErrors> {
        let mut check = Check::new();
        let appointment = check.field("appointment", chosen(&self.appointment, Problem::ReloadPage));
        let reason = check.field("reason", FreeText::optional(&self.reason, 1000));
        let version = check.field("version", version(&self.version));
        let (Some(appointment), Some(reason), Some(version)) = (appointment, reason, version) else {
            return Err(check.into_errors());
        };
        check.done(ValidCancellation {
            appointment,
            reason,
            version,
        })
    }
}

/// A doctor takes another step with a visit: confirm, arrived, begin, finish, did not come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepAppointment {
    pub appointment: String,
    /// The spelling of an [`Action`].
    pub action: String,
    pub version: String,
}

/// A good step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValidStep {
    pub appointment: AppointmentId,
    pub action: Action,
    pub version: i32,
}

impl StepAppointment {
    /// Checks the form. Cancelling has its own, with a reason.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidStep, FieldErrors> {
        let mut check = Check::new();
        let appointment = check.field("appointment", chosen(&self.appointment, Problem::ReloadPage));
        let action = Action::from_text(self.action.trim()).filter(|action| *action != Action::Cancel);
        let action = check.field("action", action.ok_or(Problem::UnknownChoice));
        let version = check.field("version", version(&self.version));
        let (Some(appointment), Some(action), Some(version)) = (appointment, action, version) else {
            return Err(check.into_errors());
        };
        check.done(ValidStep {
            appointment,
            action,
            version,
        })
    }
}

fn instant(text: &str) -> Result<DateTime<Utc>, Problem> {
    let parsed = DateTime::parse_from_rfc3339(text.trim())
        .map_err(|_| Problem::UnknownChoice)?
        .with_timezone(&Utc);
    let plausible = (0..7_258_118_400).contains(&parsed.timestamp());
    if plausible {
        Ok(parsed)
    } else {
        Err(Problem::UnknownChoice)
    }
}

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

/// A held time, to be checked and booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldView {
    pub id: HoldId,
    pub doctor: DoctorId,
    pub doctor_name: String,
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
    /// "10:42am".
    pub expires: String,
    pub expires_at: DateTime<Utc>,
    /// Seconds from the answer of the server until then.
    pub seconds_left: u32,
}

#[cfg(test)]
#[path = "appointments_tests.rs"]
mod tests;

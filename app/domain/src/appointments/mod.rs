//! Visits: their states, who may do what, and what pages show of them.

mod commands;
mod keep;
mod views;

pub use commands::{
    BookAppointment, CancelAppointment, HoldTime, ReleaseHold, StepAppointment, ValidBooking, ValidCancellation,
    ValidHold, ValidStep,
};
pub use keep::{KEEP_FOR, VisitToKeep, VisitsToKeep};
pub use views::{Appointment, AppointmentSummary, HistoryEntry, HoldView, LostHold};

use crate::{
    actor::Actor,
    carers::CarerScope,
    conflict::{Conflict, Refusal},
    id::{DoctorId, PatientId},
};
use chrono::{DateTime, TimeDelta, Utc};

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
            Actor::Patient { patient, .. } | Actor::Carer { patient, .. }
                if *patient == visit.patient && actor.allows(CarerScope::Booking) =>
            {
                Some(Self::Patient)
            }
            Actor::Doctor { doctor, .. } if *doctor == visit.doctor => Some(Self::Doctor),
            Actor::System => Some(Self::System),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;

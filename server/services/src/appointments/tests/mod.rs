//! Stories of visits, told by the people in them.

mod actors;
mod booking;
mod calendars;
mod changes;
mod crowd;
mod full_disk;
mod keep;
mod mails;

use std::fmt::Debug;

use domain::appointments::{Action, BookAppointment, CancelAppointment, HoldTime, StepAppointment};
use domain::conflict::Conflict;
use domain::id::{AppointmentId, HoldId};

use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::testing::{TestClinic, doctor_of};

/// Ten o'clock on Wednesday in London.
const WEDNESDAY: &str = "2026-11-18T10:00:00Z";

const REASON: &str = "Chest pain canary-7f3a since Sunday";

/// A first visit in person at the clinic's place.
fn first_visit(clinic: &TestClinic, doctor: &Scope, starts_at: &str) -> HoldTime {
    HoldTime {
        doctor: doctor_of(doctor).to_string(),
        visit_type: clinic.visit_type("first").to_string(),
        location: clinic.location.to_string(),
        starts_at: starts_at.to_owned(),
    }
}

fn with_reason(hold: HoldId) -> BookAppointment {
    BookAppointment {
        hold: hold.to_string(),
        reason: REASON.to_owned(),
    }
}

/// A first visit that is booked.
async fn booked(clinic: &TestClinic, patient: &Scope, doctor: &Scope, starts_at: &str) -> AppointmentId {
    book_as(patient, &first_visit(clinic, doctor, starts_at)).await
}

async fn book_as(patient: &Scope, wish: &HoldTime) -> AppointmentId {
    let hold = super::hold(patient, wish).await.expect("the time is free");
    super::book(patient, &with_reason(hold))
        .await
        .expect("the hold is booked")
}

fn cancellation(visit: AppointmentId, version: i32) -> CancelAppointment {
    CancelAppointment {
        appointment: visit.to_string(),
        reason: "Moved away canary-91bc".to_owned(),
        version: version.to_string(),
    }
}

fn a_step(visit: AppointmentId, action: Action, version: i32) -> StepAppointment {
    StepAppointment {
        appointment: visit.to_string(),
        action: action.as_str().to_owned(),
        version: version.to_string(),
    }
}

/// The conflict that was answered.
#[track_caller]
fn conflict<T: Debug>(outcome: Result<T>) -> Conflict {
    match outcome {
        Err(Error::Conflict(conflict)) => conflict,
        other => panic!("no conflict: {other:?}"),
    }
}

/// How many times are offered instead of one that somebody else has.
#[track_caller]
fn offered_instead<T: Debug>(outcome: Result<T>) -> usize {
    match conflict(outcome) {
        Conflict::TimeTaken { alternatives } => alternatives.len(),
        other => panic!("not taken: {other:?}"),
    }
}

/// Live rows of one resource that share an instant; there are never any.
async fn overlaps(clinic: &TestClinic) -> i64 {
    let pairs = "SELECT COUNT(*) FROM occupancy a JOIN occupancy b ON a.resource_id = b.resource_id
         AND a.id < b.id AND a.busy_from < b.busy_to AND b.busy_from < a.busy_to";
    clinic.value(pairs).await
}

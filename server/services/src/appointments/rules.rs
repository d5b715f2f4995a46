//! What a time must satisfy besides being free with the doctor, and what is offered when it does not.

use chrono::{DateTime, Utc};
use domain::appointments::{AppointmentStatus, ValidHold, VisitFacts};
use domain::conflict::Conflict;
use domain::id::{DoctorId, LocationId, PatientId, VisitTypeId};
use domain::settings::Settings;
use sea_orm::DatabaseTransaction;

use super::entity::{appointment, hold};
use super::standing;
use crate::availability;
use crate::error::{Error, Result};
use crate::occupancy::{self, Range};
use crate::scope::Scope;
use crate::times::{Zone, day_range, local_day};

/// How many free times are offered instead of one that is taken.
const ALTERNATIVES: usize = 3;

/// Somebody has the time; the alternatives are looked up after the rollback.
pub const TIME_TAKEN: Conflict = Conflict::TimeTaken {
    alternatives: Vec::new(),
};

/// The time is over; the alternatives are looked up after the rollback.
pub const TIME_PAST: Conflict = Conflict::TimePast {
    alternatives: Vec::new(),
};

/// The patient is busy then; the alternatives are looked up after the rollback.
pub const PATIENT_BUSY: Conflict = Conflict::PatientBusy {
    alternatives: Vec::new(),
};

/// The time that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    doctor: DoctorId,
    visit_type: VisitTypeId,
    location: Option<LocationId>,
    starts_at: DateTime<Utc>,
}

impl From<&ValidHold> for Asked {
    fn from(wish: &ValidHold) -> Self {
        Self {
            doctor: wish.doctor,
            visit_type: wish.visit_type,
            location: wish.location,
            starts_at: wish.starts_at,
        }
    }
}

impl From<&hold::Model> for Asked {
    fn from(held: &hold::Model) -> Self {
        Self {
            doctor: held.doctor_id,
            visit_type: held.visit_type_id,
            location: held.location_id,
            starts_at: held.starts_at,
        }
    }
}

/// Adds the nearest free times to a conflict about the time; call it after the rollback.
pub async fn or_alternatives<T>(scope: &Scope, asked: &Asked, outcome: Result<T>) -> Result<T> {
    match outcome {
        Err(Error::Conflict(Conflict::TimeTaken { .. })) => {
            let alternatives = nearest(scope, asked).await?;
            Err(Conflict::TimeTaken { alternatives }.into())
        }
        Err(Error::Conflict(Conflict::TimePast { .. })) => {
            let alternatives = nearest(scope, asked).await?;
            Err(Conflict::TimePast { alternatives }.into())
        }
        Err(Error::Conflict(Conflict::PatientBusy { .. })) => {
            let alternatives = nearest(scope, asked).await?;
            Err(Conflict::PatientBusy { alternatives }.into())
        }
        other => other,
    }
}

/// The free times nearest to the one that was asked for.
pub async fn nearest(scope: &Scope, asked: &Asked) -> Result<Vec<domain::conflict::SlotOffer>> {
    let Asked {
        doctor,
        visit_type,
        location,
        starts_at,
    } = *asked;
    availability::nearest(scope, doctor, visit_type, location, starts_at, ALTERNATIVES).await
}

/// Refuses a range in which the patient has another visit.
pub async fn patient_is_free(tx: &DatabaseTransaction, scope: &Scope, patient: PatientId, range: Range) -> Result<()> {
    let busy = occupancy::busy(tx, patient.uuid(), range, scope.now()).await?;
    if busy.is_empty() {
        Ok(())
    } else {
        Err(PATIENT_BUSY.into())
    }
}

/// Refuses one visit more on the local day of `starts_at` than the clinic allows.
pub async fn day_has_room(
    tx: &DatabaseTransaction,
    patient: PatientId,
    starts_at: DateTime<Utc>,
    zone: &Zone,
    settings: &Settings,
) -> Result<()> {
    let day = day_range(local_day(starts_at, zone), zone);
    let booked = standing::live_starts_of_patient(tx, patient, &day).await?;
    if booked.len() < usize::from(settings.visits_per_day) {
        return Ok(());
    }
    let max = settings.visits_per_day.into();
    Err(Conflict::DailyLimit { max }.into())
}

/// What the rules of the domain need to know of a visit.
pub fn facts(visit: &appointment::Model, settings: &Settings) -> VisitFacts {
    VisitFacts {
        patient: visit.patient_id,
        doctor: visit.doctor_id,
        status: visit.status,
        starts_at: visit.starts_at,
        ends_at: visit.ends_at,
        cancel_notice_hours: settings.cancel_notice_hours,
    }
}

/// The states of visits that are still to come to their end.
pub fn open_states() -> Vec<AppointmentStatus> {
    states(|status| !status.is_final())
}

/// The states of visits to which nothing happens any more.
pub fn final_states() -> Vec<AppointmentStatus> {
    states(AppointmentStatus::is_final)
}

fn states(wanted: impl Fn(AppointmentStatus) -> bool) -> Vec<AppointmentStatus> {
    AppointmentStatus::ALL
        .iter()
        .copied()
        .filter(|status| wanted(*status))
        .collect()
}

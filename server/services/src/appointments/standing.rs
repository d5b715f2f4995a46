//! Visits that stand in somebody's time, for the features that plan around them. Nothing here tells who comes or why.

use chrono::{DateTime, TimeDelta, Utc};
use domain::appointments::AppointmentStatus;
use domain::id::{AppointmentId, DoctorId, LocationId, PatientId, VisitTypeId};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::appointment;
use crate::error::Result;
use crate::times::Instants;

/// No visit is longer, so one that starts earlier has ended.
pub(super) const LONGEST: TimeDelta = TimeDelta::days(1);

type Row = (
    AppointmentId,
    DateTime<Utc>,
    DateTime<Utc>,
    Option<LocationId>,
    String,
    VisitTypeId,
);

/// When and where a live visit takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StandingVisit {
    pub id: AppointmentId,
    pub range: Instants,
    pub location: Option<LocationId>,
    /// IANA zone of the place.
    pub zone: String,
    pub visit_type: VisitTypeId,
}

/// A doctor's live visits that share an instant with `range`, in order, at most `limit`.
///
/// # Errors
/// When the database fails.
pub(crate) async fn live_of_doctor(
    db: &impl ConnectionTrait,
    doctor: DoctorId,
    range: &Instants,
    limit: u64,
) -> Result<Vec<StandingVisit>> {
    let rows: Vec<Row> = appointment::of_doctor(doctor)
        .select_only()
        .columns([
            appointment::Column::Id,
            appointment::Column::StartsAt,
            appointment::Column::EndsAt,
            appointment::Column::LocationId,
            appointment::Column::Zone,
            appointment::Column::VisitTypeId,
        ])
        .filter(appointment::Column::Status.is_in(live()))
        .filter(appointment::Column::StartsAt.gt(range.start - LONGEST))
        .filter(appointment::Column::StartsAt.lt(range.end))
        .filter(appointment::Column::EndsAt.gt(range.start))
        .order_by_asc(appointment::Column::StartsAt)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    let visits = rows
        .into_iter()
        .map(|(id, starts_at, ends_at, location, zone, visit_type)| StandingVisit {
            id,
            range: starts_at..ends_at,
            location,
            zone,
            visit_type,
        });
    Ok(visits.collect())
}

/// The starts of a patient's live visits within `range`.
///
/// # Errors
/// When the database fails.
pub(crate) async fn live_starts_of_patient(
    db: &impl ConnectionTrait,
    patient: PatientId,
    range: &Instants,
) -> Result<Vec<DateTime<Utc>>> {
    Ok(appointment::of_patient(patient)
        .select_only()
        .column(appointment::Column::StartsAt)
        .filter(appointment::Column::Status.is_in(live()))
        .filter(appointment::Column::StartsAt.gte(range.start))
        .filter(appointment::Column::StartsAt.lt(range.end))
        .into_tuple()
        .all(db)
        .await?)
}

/// Whether a live visit stands at a place and is not over.
///
/// # Errors
/// When the database fails.
pub(crate) async fn any_coming_at(db: &impl ConnectionTrait, place: LocationId, now: DateTime<Utc>) -> Result<bool> {
    let coming = appointment::at_place(place)
        .filter(appointment::Column::Status.is_in(live()))
        .filter(appointment::Column::EndsAt.gt(now));
    Ok(coming.one(db).await?.is_some())
}

pub(super) fn live() -> impl Iterator<Item = AppointmentStatus> {
    AppointmentStatus::ALL.iter().copied().filter(|status| status.is_live())
}

/// When the visits begin by which a doctor may know of a patient, the latest first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn starts_that_show(
    db: &impl ConnectionTrait,
    doctor: DoctorId,
    patient: PatientId,
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    let visits = appointment::showing_patients(doctor, since)
        .filter(appointment::Column::PatientId.eq(patient))
        .order_by_desc(appointment::Column::StartsAt);
    Ok(visits.all(db).await?.into_iter().map(|visit| visit.starts_at).collect())
}

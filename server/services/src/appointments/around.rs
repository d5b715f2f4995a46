//! What a doctor's list of patients tells of visits.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{DoctorId, PatientId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::entity::appointment::{self, Column, Entity};
use super::standing::live;
use crate::error::{Error, Result};
use crate::times::{Zone, local_day};

/// Doctors whom a page about one patient names.
const MOST: u64 = 20;

/// The days of the visits around the present, where they take place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Around {
    pub last: Option<NaiveDate>,
    pub next: Option<NaiveDate>,
}

/// The last and the next visit of each of some patients with a doctor; those that did not take place do not count.
///
/// # Errors
/// When the database fails.
pub(crate) async fn around(
    db: &impl ConnectionTrait,
    doctor: DoctorId,
    patients: &[PatientId],
    now: DateTime<Utc>,
) -> Result<HashMap<PatientId, Around>> {
    if patients.is_empty() {
        return Ok(HashMap::new());
    }
    let visits = appointment::of_doctor(doctor)
        .filter(Column::PatientId.is_in(patients.iter().copied()))
        .filter(Column::Status.is_in(live()));
    let last = ends(visits.clone().filter(Column::StartsAt.lte(now)), Column::StartsAt.max());
    let next = ends(visits.clone().filter(Column::StartsAt.gt(now)), Column::StartsAt.min());
    let last: Vec<(PatientId, DateTime<Utc>)> = last.all(db).await?;
    let next: Vec<(PatientId, DateTime<Utc>)> = next.all(db).await?;
    let starts: Vec<DateTime<Utc>> = last.iter().chain(&next).map(|(_, start)| *start).collect();
    let zones: Vec<(PatientId, DateTime<Utc>, String)> = visits
        .filter(Column::StartsAt.is_in(starts))
        .select_only()
        .columns([Column::PatientId, Column::StartsAt, Column::Zone])
        .into_tuple()
        .all(db)
        .await?;
    let mut days = HashMap::new();
    for (patient, start, zone) in zones {
        let zone = Zone::named(&zone).map_err(Error::internal)?;
        days.insert((patient, start), local_day(start, &zone));
    }
    let mut found: HashMap<PatientId, Around> = HashMap::new();
    for visit in last {
        found.entry(visit.0).or_default().last = days.get(&visit).copied();
    }
    for visit in next {
        found.entry(visit.0).or_default().next = days.get(&visit).copied();
    }
    Ok(found)
}

/// The doctors whom a patient sees or saw lately, at most [`MOST`].
///
/// # Errors
/// When the database fails.
pub(crate) async fn doctors_of(db: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<DoctorId>> {
    let visits = appointment::of_patient(patient).filter(Column::Status.is_in(live()));
    Ok(visits
        .select_only()
        .column(Column::DoctorId)
        .group_by(Column::DoctorId)
        .order_by_desc(Column::StartsAt.max())
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?)
}

fn ends(
    visits: Select<Entity>,
    end: Expr,
) -> sea_orm::Selector<sea_orm::SelectGetableTuple<(PatientId, DateTime<Utc>)>> {
    visits
        .select_only()
        .column(Column::PatientId)
        .column_as(end, "starts_at")
        .group_by(Column::PatientId)
        .into_tuple()
}

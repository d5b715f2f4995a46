//! What the grids are made of: the visits of some days, and the time that is kept in them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::Actor;
use domain::appointments::AppointmentStatus;
use domain::calendar::by_days;
use domain::id::{AppointmentId, DoctorId, HoldId, LocationId, PatientId, VisitTypeId};
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use crate::appointments::entity::appointment::{self, Column};
use crate::appointments::entity::hold;
use crate::appointments::standing::LONGEST;
use crate::appointments::telling::{Names, Reader, kind_at, named};
use crate::error::Result;
use crate::occupancy::{self, Range};
use crate::scope::{Scope, Tools};
use crate::times::{Formatter, Instants, Zone, days_range};

/// More visits than a month can hold: nobody's calendar is read without an end.
const MOST: u64 = 5000;

/// A visit as far as a grid shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: AppointmentId,
    pub patient_id: PatientId,
    pub doctor_id: DoctorId,
    pub location_id: Option<LocationId>,
    pub visit_type_id: VisitTypeId,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub zone: String,
    pub status: AppointmentStatus,
}

impl Row {
    pub fn range(&self) -> Instants {
        self.starts_at..self.ends_at
    }

    /// Tells the time that counts for this visit.
    pub fn formatter(&self, tools: &Tools, reader: &Reader) -> Formatter {
        reader.formatter(&named(tools, &self.zone), kind_at(self.location_id))
    }

    /// Whom the reader meets.
    pub fn other<'a>(&self, reader: &Actor, names: &'a Names) -> &'a str {
        match reader {
            Actor::Patient { .. } | Actor::Carer { .. } => names.doctor(self.doctor_id),
            _ => names.patient(self.patient_id),
        }
    }
}

/// Some days of a calendar on the wall of one zone.
#[derive(Debug)]
pub struct Days {
    pub zone: Zone,
    pub range: Instants,
    /// Not cancelled, by start.
    pub visits: Vec<Row>,
}

impl Days {
    /// Reads the days from `first` to before `end`.
    pub async fn read(scope: &Scope, reader: &Reader, first: NaiveDate, end: NaiveDate) -> Result<Self> {
        // A day around them too: which zone the grid has depends on the visits.
        let around = (by_days(first, -1).unwrap_or(first), by_days(end, 1).unwrap_or(end));
        let wide = days_range(around.0, around.1, &reader.zone);
        let mut visits: Vec<Row> = appointment::visible_to(scope.actor())
            .select_only()
            .columns([
                Column::Id,
                Column::PatientId,
                Column::DoctorId,
                Column::LocationId,
                Column::VisitTypeId,
                Column::StartsAt,
                Column::EndsAt,
                Column::Zone,
                Column::Status,
            ])
            .filter(Column::StartsAt.gt(wide.start - LONGEST))
            .filter(Column::StartsAt.lt(wide.end))
            .filter(Column::EndsAt.gt(wide.start))
            .filter(Column::Status.ne(AppointmentStatus::Cancelled))
            .order_by_asc(Column::StartsAt)
            .order_by_asc(Column::Id)
            .limit(MOST)
            .into_model()
            .all(scope.db())
            .await?;
        let zone = grid_zone(scope.tools(), reader, &visits);
        let range = days_range(first, end, &zone);
        visits.retain(|visit| visit.starts_at < range.end && range.start < visit.ends_at);
        Ok(Self { zone, range, visits })
    }
}

/// Clinic time if all visits in person are in one zone, the reader's otherwise.
fn grid_zone(tools: &Tools, reader: &Reader, visits: &[Row]) -> Zone {
    let mut places = visits.iter().filter(|visit| visit.location_id.is_some());
    let Some(first) = places.next() else {
        return reader.zone.clone();
    };
    if places.all(|visit| visit.zone == first.zone) {
        named(tools, &first.zone)
    } else {
        reader.zone.clone()
    }
}

/// Time that is kept while somebody confirms.
#[derive(Clone, Debug)]
pub struct Kept {
    pub range: Instants,
    pub expires_at: DateTime<Utc>,
    /// For the patient who keeps it; a doctor hears only that the time may be taken.
    pub own: Option<(HoldId, DoctorId)>,
}

/// The time kept within a range: with a doctor by anybody, or by a patient.
pub async fn kept(scope: &Scope, range: &Instants) -> Result<Vec<Kept>> {
    let (db, now) = (scope.db(), scope.now());
    if let Actor::Doctor { doctor, .. } = scope.actor() {
        let held = occupancy::held(db, doctor.uuid(), Range::new(range.start, range.end), now).await?;
        let held = held.into_iter().map(|(held, expires_at)| Kept {
            range: held.from..held.to,
            expires_at,
            own: None,
        });
        return Ok(held.collect());
    }
    let held = hold::visible_to(scope.actor()).one(db).await?;
    let held = held.filter(|held| held.expires_at > now && held.starts_at < range.end && range.start < held.ends_at);
    let held = held.map(|held| Kept {
        range: held.starts_at..held.ends_at,
        expires_at: held.expires_at,
        own: Some((held.id, held.doctor_id)),
    });
    Ok(held.into_iter().collect())
}

/// The names that rows need, and those of some more doctors.
pub async fn names<'a>(
    scope: &Scope,
    reader: &Reader,
    rows: impl Iterator<Item = &'a Row> + Clone,
    doctors: impl Iterator<Item = DoctorId>,
) -> Result<Names> {
    Names::named(
        scope.db(),
        reader.language,
        rows.clone().map(|row| row.doctor_id).chain(doctors),
        rows.clone().map(|row| row.patient_id),
        rows.filter_map(|row| row.location_id),
    )
    .await
}

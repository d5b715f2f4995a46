//! The appointment table.

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::appointments::AppointmentStatus;
use domain::id::{AppointmentId, DoctorId, HoldId, LocationId, PatientId, VisitTypeId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{QuerySelect, QueryTrait, UpdateMany};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appointment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AppointmentId,
    /// Booking reference.
    pub number: i64,
    pub patient_id: PatientId,
    pub doctor_id: DoctorId,
    /// None for a video visit.
    pub location_id: Option<LocationId>,
    pub visit_type_id: VisitTypeId,
    pub hold_id: Option<HoldId>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Wall time at the place, `2026-11-18T17:30`.
    pub local_start: String,
    /// IANA zone of `local_start`.
    pub zone: String,
    /// Version of the zone database that made the instants.
    pub tzdb: String,
    pub status: AppointmentStatus,
    pub reason_sealed: Option<Vec<u8>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub cancel_reason_sealed: Option<Vec<u8>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The visits an actor may see: one's own as patient or doctor.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub fn visible_to(actor: &Actor) -> Select<Entity> {
    let all = Entity::find();
    match actor {
        Actor::Patient { patient, .. } | Actor::Carer { patient, .. } => all.filter(Column::PatientId.eq(*patient)),
        Actor::Doctor { doctor, .. } => all.filter(Column::DoctorId.eq(*doctor)),
        Actor::System => all,
        _ => all.filter(Expr::value(false)),
    }
}

/// A change of one visit that still has the version it was read with.
pub fn update(id: AppointmentId, version: i32) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
}

/// Every visit of a doctor.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller is that doctor, or asks only when the doctor is busy"
)]
pub fn of_doctor(doctor: DoctorId) -> Select<Entity> {
    Entity::find().filter(Column::DoctorId.eq(doctor))
}

/// Every visit of a patient.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller is that patient, or asks only when the patient is busy"
)]
pub fn of_patient(patient: PatientId) -> Select<Entity> {
    Entity::find().filter(Column::PatientId.eq(patient))
}

/// Every visit at a place.
#[expect(clippy::disallowed_methods, reason = "the caller asks only whether there are any")]
pub fn at_place(place: LocationId) -> Select<Entity> {
    Entity::find().filter(Column::LocationId.eq(place))
}

/// Ids of the patients who have or had a visit with a doctor that ends after `since` and was not cancelled.
pub fn patients_of(doctor: DoctorId, since: DateTime<Utc>) -> SelectStatement {
    showing_patients(doctor, since)
        .select_only()
        .column(Column::PatientId)
        .into_query()
}

/// The visits by which a doctor may know of their patients.
#[expect(
    clippy::disallowed_methods,
    reason = "part of what makes a patient visible to a doctor"
)]
pub fn showing_patients(doctor: DoctorId, since: DateTime<Utc>) -> Select<Entity> {
    Entity::find()
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::StartsAt.gt(since))
        .filter(Column::Status.ne(AppointmentStatus::Cancelled))
}

//! Blocks and openings as instants, and the kinds of visit offered in an opening.

use chrono::{DateTime, Utc};
use domain::availability::ExceptionKind;
use domain::id::{DoctorId, ExceptionId, LocationId};
use sea_orm::entity::prelude::*;
use sea_orm::{DeleteMany, UpdateMany};

use crate::times::Instants;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "availability_exception")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExceptionId,
    pub doctor_id: DoctorId,
    pub kind: ExceptionKind,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Of an opening; None is video.
    pub location_id: Option<LocationId>,
    pub note_sealed: Option<Vec<u8>>,
    pub version: i32,
    /// Set while the removal can be taken back; such a row counts for nothing else.
    pub removed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

impl Model {
    /// The time it is about.
    #[must_use]
    pub fn range(&self) -> Instants {
        self.starts_at..self.ends_at
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The rows that were not removed.
#[expect(
    clippy::disallowed_methods,
    reason = "each use below says whose, and why the caller may see them"
)]
fn standing() -> Select<Entity> {
    Entity::find().filter(Column::RemovedAt.is_null())
}

/// What some doctors planned that is not over at `from`.
pub fn since(doctors: impl IntoIterator<Item = DoctorId>, from: DateTime<Utc>) -> Select<Entity> {
    standing()
        .filter(Column::DoctorId.is_in(doctors))
        .filter(Column::EndsAt.gt(from))
}

/// What a doctor planned within a range.
pub fn within(doctor: DoctorId, range: &Instants) -> Select<Entity> {
    since([doctor], range.start).filter(Column::StartsAt.lt(range.end))
}

/// The openings at a place.
pub fn at(place: LocationId) -> Select<Entity> {
    standing().filter(Column::LocationId.eq(place))
}

/// A doctor's own row.
pub fn own(doctor: DoctorId, exception: ExceptionId) -> Select<Entity> {
    standing()
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::Id.eq(exception))
}

/// Removes a doctor's own row as it was read.
pub fn remove_own(doctor: DoctorId, exception: ExceptionId, version: i32, now: DateTime<Utc>) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::RemovedAt, Expr::value(now))
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::Id.eq(exception))
        .filter(Column::Version.eq(version))
        .filter(Column::RemovedAt.is_null())
}

/// A doctor's own row that was removed.
#[expect(clippy::disallowed_methods, reason = "only the doctor's own")]
pub fn removed(doctor: DoctorId, exception: ExceptionId) -> Select<Entity> {
    Entity::find()
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::Id.eq(exception))
        .filter(Column::RemovedAt.is_not_null())
}

/// Brings a removed row back.
pub fn restore(exception: ExceptionId) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::RemovedAt, Expr::value(None::<DateTime<Utc>>))
        .filter(Column::Id.eq(exception))
}

/// Deletes what was removed before an instant.
pub fn forget_removed(before: DateTime<Utc>) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::RemovedAt.lt(before))
}

pub mod visit_type {
    //! Opening and kind of visit.

    use domain::id::{ExceptionId, VisitTypeId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "availability_exception_visit_type")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub exception_id: ExceptionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub visit_type_id: VisitTypeId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    /// The rows of some openings.
    #[expect(
        clippy::disallowed_methods,
        reason = "the caller found the openings through their doctor"
    )]
    pub fn of(exceptions: impl IntoIterator<Item = ExceptionId>) -> Select<Entity> {
        Entity::find().filter(Column::ExceptionId.is_in(exceptions))
    }
}

//! Weekly hours in wall time, and the kinds of visit offered in them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{DoctorId, LocationId, RuleId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{DeleteMany, UpdateMany};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "availability_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RuleId,
    pub doctor_id: DoctorId,
    /// None is video.
    pub location_id: Option<LocationId>,
    /// ISO: Monday 1 to Sunday 7.
    pub weekday: i32,
    pub from_minute: i32,
    pub to_minute: i32,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub version: i32,
    /// Set while the removal can be taken back; such a row counts for nothing else.
    pub removed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
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

/// The weekly hours of some doctors that hold on `day` or later.
pub fn from_day(doctors: impl IntoIterator<Item = DoctorId>, day: NaiveDate) -> Select<Entity> {
    standing()
        .filter(Column::DoctorId.is_in(doctors))
        .filter(Column::ValidUntil.is_null().or(Column::ValidUntil.gte(day)))
}

/// The weekly hours at some places that hold on `day` or later.
pub fn at(places: impl IntoIterator<Item = LocationId>, day: NaiveDate) -> Select<Entity> {
    standing()
        .filter(Column::LocationId.is_in(places))
        .filter(Column::ValidUntil.is_null().or(Column::ValidUntil.gte(day)))
}

/// A doctor's own row.
pub fn own(doctor: DoctorId, rule: RuleId) -> Select<Entity> {
    standing()
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::Id.eq(rule))
}

/// Removes a doctor's own row as it was read.
pub fn remove_own(doctor: DoctorId, rule: RuleId, version: i32, now: DateTime<Utc>) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::RemovedAt, Expr::value(now))
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::Id.eq(rule))
        .filter(Column::Version.eq(version))
        .filter(Column::RemovedAt.is_null())
}

/// A doctor's own row that was removed.
#[expect(clippy::disallowed_methods, reason = "only the doctor's own")]
pub fn removed(doctor: DoctorId, rule: RuleId) -> Select<Entity> {
    Entity::find()
        .filter(Column::DoctorId.eq(doctor))
        .filter(Column::Id.eq(rule))
        .filter(Column::RemovedAt.is_not_null())
}

/// Brings a removed row back.
pub fn restore(rule: RuleId) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::RemovedAt, Expr::value(None::<DateTime<Utc>>))
        .filter(Column::Id.eq(rule))
}

/// Deletes what was removed before an instant.
pub fn forget_removed(before: DateTime<Utc>) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::RemovedAt.lt(before))
}

pub mod visit_type {
    //! Rule and kind of visit.

    use domain::id::{RuleId, VisitTypeId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "availability_rule_visit_type")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub rule_id: RuleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub visit_type_id: VisitTypeId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    /// The rows of some rules.
    #[expect(
        clippy::disallowed_methods,
        reason = "the caller found the rules through their doctor"
    )]
    pub fn of(rules: impl IntoIterator<Item = RuleId>) -> Select<Entity> {
        Entity::find().filter(Column::RuleId.is_in(rules))
    }
}

//! Rows of what can be busy and of when it is.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{DeleteMany, Set, UpdateMany};

use super::Range;

/// No visit is longer, so a row that begins earlier is over and the past is not read.
const LONGEST: TimeDelta = TimeDelta::days(1);

/// What kind of thing a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum ResourceKind {
    /// Its id is the doctor's id.
    Doctor,
    /// Its id is the patient's id.
    Patient,
}

/// Why a range is busy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum State {
    /// Until it expires.
    Held,
    /// By a visit.
    Booked,
}

pub mod resource {
    //! Whoever or whatever can be in one place only.

    use super::{DateTime, ResourceKind, Utc};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "resource")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: ResourceKind,
        pub created_at: DateTime<Utc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "occupancy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub resource_id: Uuid,
    pub busy_from: DateTime<Utc>,
    pub busy_to: DateTime<Utc>,
    pub state: State,
    pub expires_at: Option<DateTime<Utc>>,
    pub appointment_id: Option<Uuid>,
    pub hold_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Everything a hold occupies.
pub fn of_hold(hold: Uuid) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::HoldId.eq(hold))
}

/// Everything a visit occupies.
pub fn of_appointment(appointment: Uuid) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::AppointmentId.eq(appointment))
}

/// Rows within a range that nothing holds any more.
pub fn expired(resources: &[Uuid], range: Range, now: DateTime<Utc>) -> DeleteMany<Entity> {
    Entity::delete_many()
        .filter(Column::ResourceId.is_in(resources.iter().copied()))
        .filter(Column::ExpiresAt.lte(now))
        .filter(Column::BusyFrom.lt(range.to))
        .filter(Column::BusyTo.gt(range.from))
}

/// Rows that nothing holds any more, wherever they are.
pub fn every_expired(now: DateTime<Utc>) -> DeleteMany<Entity> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now))
}

/// Everything a hold occupies as long as it has not expired.
pub fn of_live_hold(hold: Uuid, now: DateTime<Utc>) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::HoldId.eq(hold))
        .filter(Column::ExpiresAt.gt(now))
}

/// What is held, and not for a visit yet, within a range.
#[expect(clippy::disallowed_methods, reason = "tells when, never who")]
pub fn held(resource: Uuid, range: Range, now: DateTime<Utc>) -> Select<Entity> {
    Entity::find()
        .filter(Column::ResourceId.eq(resource))
        .filter(Column::BusyFrom.gt(range.from - LONGEST))
        .filter(Column::BusyFrom.lt(range.to))
        .filter(Column::BusyTo.gt(range.from))
        .filter(Column::ExpiresAt.gt(now))
}

/// What changes when a hold becomes a visit.
pub fn booked_by(appointment: Uuid) -> ActiveModel {
    ActiveModel {
        state: Set(State::Booked),
        expires_at: Set(None),
        hold_id: Set(None),
        appointment_id: Set(Some(appointment)),
        ..std::default::Default::default()
    }
}

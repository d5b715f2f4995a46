//! The history of visits: append-only.

use chrono::{DateTime, Utc};
use domain::actor::ActorKind;
use domain::appointments::AppointmentStatus;
use domain::id::{AccountId, AppointmentId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appointment_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub appointment_id: AppointmentId,
    pub at: DateTime<Utc>,
    pub actor_kind: ActorKind,
    pub account_id: Option<AccountId>,
    /// None for the first.
    pub from_status: Option<AppointmentStatus>,
    pub to_status: AppointmentStatus,
    pub note_sealed: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The history of one visit.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller found the visit through their own scope"
)]
pub fn of(appointment: AppointmentId) -> Select<Entity> {
    Entity::find().filter(Column::AppointmentId.eq(appointment))
}

//! Which record was made part of which.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, MergeId, PatientId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "patient_merge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MergeId,
    /// The record that stayed.
    pub kept_id: PatientId,
    pub merged_id: PatientId,
    pub merged_at: DateTime<Utc>,
    pub merged_by: AccountId,
    pub reason_sealed: Vec<u8>,
    /// When the two were taken apart again.
    pub separated_at: Option<DateTime<Utc>>,
    pub separated_by: Option<AccountId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// One by its id.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller looks after people, or writes the mail"
)]
pub fn one(id: MergeId) -> Select<Entity> {
    Entity::find().filter(Column::Id.eq(id))
}

/// Those that hold.
#[expect(clippy::disallowed_methods, reason = "the caller looks after people")]
pub fn open() -> Select<Entity> {
    Entity::find().filter(Column::SeparatedAt.is_null())
}

//! Recovery codes: only their hashes.

use chrono::{DateTime, Utc};
use domain::id::FactorId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub factor_id: FactorId,
    pub code_hash: String,
    pub used_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The codes of a second step that were not used yet.
#[expect(clippy::disallowed_methods, reason = "the caller holds the second step")]
pub fn left_of(factor: FactorId) -> Select<Entity> {
    Entity::find()
        .filter(Column::FactorId.eq(factor))
        .filter(Column::UsedAt.is_null())
}

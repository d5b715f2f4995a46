//! The places of the clinic; public.

use chrono::{DateTime, Utc};
use domain::id::LocationId;
use sea_orm::UpdateMany;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "location")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LocationId,
    pub name: String,
    pub address_line: String,
    pub city: String,
    pub city_folded: String,
    pub country: String,
    /// IANA zone: clinic time is this place's time.
    pub zone: String,
    pub active: bool,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Every place, closed ones too: old visits keep theirs.
#[expect(clippy::disallowed_methods, reason = "public reference data")]
pub fn all() -> Select<Entity> {
    Entity::find()
}

/// A change of the row as it was read: nothing changes when somebody was quicker.
pub fn change(id: LocationId, version: i32) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
}

//! The setting table.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "setting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub value: Json,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The row of a key. Settings hold nothing about a person; changing them needs a permission.
#[expect(clippy::disallowed_methods, reason = "the rules of the clinic apply to everybody")]
pub fn of(key: &str) -> Select<Entity> {
    Entity::find().filter(Column::Key.eq(key))
}

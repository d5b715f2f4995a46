//! Counters by hashed key.
#![expect(
    clippy::disallowed_methods,
    reason = "every read and change of the table starts here"
)]

use sea_orm::entity::prelude::*;
use sea_orm::{DeleteMany, UpdateMany};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "throttle")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub count: i32,
    pub window_ends_at: DateTimeUtc,
    pub blocked_until: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The counter of a hashed key.
pub(super) fn of_key(key: &str) -> Select<Entity> {
    Entity::find_by_id(key)
}

/// The start of a change.
pub(super) fn change() -> UpdateMany<Entity> {
    Entity::update_many()
}

/// The start of a clean-up.
pub(super) fn remove() -> DeleteMany<Entity> {
    Entity::delete_many()
}

/// All counters.
#[cfg(test)]
pub(super) fn all() -> Select<Entity> {
    Entity::find()
}

//! Batches of numbered audit rows, each chained to the one before. Nothing updates or deletes them.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

use super::all;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_batch")]
pub struct Model {
    /// From 1, without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub first_seq: i64,
    pub last_seq: i64,
    pub sealed_at: DateTime<Utc>,
    /// The MAC over this batch and the head of the one before.
    pub head: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The last one.
pub fn newest() -> Select<Entity> {
    all::<Entity>().order_by_desc(Column::Number)
}

/// Those behind a number, in order.
pub fn after(number: i64) -> Select<Entity> {
    all::<Entity>()
        .filter(Column::Number.gt(number))
        .order_by_asc(Column::Number)
}

//! The numbers of audit rows, each with a MAC over number and content. Nothing updates or deletes them.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

use super::all;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_seal")]
pub struct Model {
    /// From 1, without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub event_id: Uuid,
    pub mac: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Those with these numbers, in order.
pub fn between(first: i64, last: i64) -> Select<Entity> {
    all::<Entity>()
        .filter(Column::Seq.between(first, last))
        .order_by_asc(Column::Seq)
}

/// The last one.
pub fn newest() -> Select<Entity> {
    all::<Entity>().order_by_desc(Column::Seq)
}

/// Those behind a number, in order.
pub fn after(seq: i64) -> Select<Entity> {
    all::<Entity>().filter(Column::Seq.gt(seq)).order_by_asc(Column::Seq)
}

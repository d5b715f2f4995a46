//! The kinds of visit that the clinic offers; public.

use domain::doctors::VisitKind;
use domain::id::VisitTypeId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "visit_type")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: VisitTypeId,
    pub code: String,
    pub name: String,
    pub kind: VisitKind,
    pub duration_minutes: i32,
    pub active: bool,
    /// The doctor confirms each booking.
    pub confirms: bool,
    /// Place in lists.
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Every kind, those no longer offered too: old visits keep theirs.
#[expect(clippy::disallowed_methods, reason = "public reference data")]
pub fn all() -> Select<Entity> {
    Entity::find()
}

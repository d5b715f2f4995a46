//! Which accounts are staff.

use chrono::{DateTime, Utc};
use domain::actor::StaffRole;
use domain::id::AccountId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_role")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: StaffRole,
    pub granted_by: Option<AccountId>,
    pub granted_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The staff roles of an account.
#[expect(clippy::disallowed_methods, reason = "the roles decide who the actor is")]
pub fn of_account(id: AccountId) -> Select<Entity> {
    Entity::find().filter(Column::AccountId.eq(id))
}

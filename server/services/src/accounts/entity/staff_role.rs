//! Which accounts are staff.

use chrono::{DateTime, Utc};
use domain::actor::StaffRole;
use domain::id::AccountId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{QuerySelect, QueryTrait};

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

/// The staff roles of these accounts.
#[expect(clippy::disallowed_methods, reason = "the caller may see the accounts")]
pub fn of(accounts: &[AccountId]) -> Select<Entity> {
    Entity::find().filter(Column::AccountId.is_in(accounts.iter().copied()))
}

/// Ids of all accounts that are staff.
#[expect(
    clippy::disallowed_methods,
    reason = "only says which of the visible accounts are staff"
)]
pub fn accounts() -> SelectStatement {
    Entity::find().select_only().column(Column::AccountId).into_query()
}

//! Who holds which role, until when.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, GrantId, RoleId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, SelectStatement};
use sea_orm::{QueryOrder, QuerySelect, QueryTrait};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GrantId,
    pub account_id: AccountId,
    pub role_id: RoleId,
    /// Nobody for the first administrator.
    pub granted_by: Option<AccountId>,
    pub granted_at: DateTime<Utc>,
    /// The first instant at which it permits nothing any more.
    pub ends_at: Option<DateTime<Utc>>,
}

/// The name of the table.
pub const TABLE: &str = "role_grant";

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What these accounts hold or held.
#[expect(
    clippy::disallowed_methods,
    reason = "the roles decide who the actor is, or the caller may see the accounts"
)]
pub fn of(accounts: &[AccountId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.is_in(accounts.iter().copied()))
        .order_by_asc(Column::GrantedAt)
        .order_by_asc(Column::Id)
}

/// Who holds or held one of these roles.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the permission to manage roles, or writes to those who hold them"
)]
pub fn of_roles(roles: impl IntoIterator<Item = RoleId>) -> Select<Entity> {
    Entity::find().filter(Column::RoleId.is_in(roles))
}

/// One grant.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the permission to manage roles"
)]
pub fn by_id(id: GrantId) -> Select<Entity> {
    Entity::find().filter(Column::Id.eq(id))
}

/// Every grant, to be counted by role.
#[expect(clippy::disallowed_methods, reason = "a number tells nothing about anybody")]
pub fn all() -> Select<Entity> {
    Entity::find()
}

/// Ids of the accounts that hold a role now.
#[expect(
    clippy::disallowed_methods,
    reason = "only says which of the visible accounts are staff"
)]
pub fn accounts(now: DateTime<Utc>) -> SelectStatement {
    Entity::find()
        .select_only()
        .column(Column::AccountId)
        .filter(is_live(now))
        .into_query()
}

/// Not over yet.
pub fn is_live(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(Column::EndsAt.is_null())
        .add(Column::EndsAt.gt(now))
}

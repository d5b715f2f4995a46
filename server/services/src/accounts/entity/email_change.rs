//! Moves of accounts to another address.

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "email_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: AccountId,
    /// The address that the account moves to.
    pub email: String,
    /// The one that it leaves.
    pub email_before: String,
    /// `None` while the link waits to be used.
    pub confirmed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The move with this id.
#[expect(clippy::disallowed_methods, reason = "a mail of the account's own names it")]
pub fn by_id(id: Uuid) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The account's move that waits to be confirmed, if it was asked for after `since`.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the account's session or link"
)]
pub fn open_of(account: AccountId, since: DateTime<Utc>) -> Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::ConfirmedAt.is_null())
        .filter(Column::CreatedAt.gt(since))
}

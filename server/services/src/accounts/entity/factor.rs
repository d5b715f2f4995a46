//! The second step of an account at sign-in.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, FactorId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FactorId,
    pub account_id: AccountId,
    /// The key of the app, sealed.
    pub secret_sealed: Vec<u8>,
    /// The newest step whose code was taken.
    pub last_step: i64,
    /// Empty while it waits for its first code.
    pub on_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The second step of an account, on or waiting for its first code.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the account's session, or knows its password"
)]
pub fn of_account(account: AccountId) -> Select<Entity> {
    Entity::find().filter(Column::AccountId.eq(account))
}

/// The second step of an account that is on.
pub fn on_of_account(account: AccountId) -> Select<Entity> {
    of_account(account).filter(Column::OnAt.is_not_null())
}

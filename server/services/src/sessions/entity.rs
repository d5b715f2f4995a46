//! The session table.

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "web_session")]
pub struct Model {
    /// Keyed hash of the cookie's value.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id_hash: String,
    pub account_id: Option<Uuid>,
    /// Sealed JSON.
    pub data: Vec<u8>,
    pub idle_seconds: i32,
    pub expires_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub ip: Option<String>,
    pub user_agent: String,
    /// It goes on under another id: see [`replace`](super::replace).
    pub replaced: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The sessions of one account.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub(super) fn of_account(account: AccountId) -> Select<Entity> {
    Entity::find().filter(Column::AccountId.eq(account.uuid()))
}

/// The session with this hash.
#[expect(clippy::disallowed_methods, reason = "whoever knows the cookie holds the session")]
pub(super) fn by_hash(hash: &str) -> Select<Entity> {
    Entity::find_by_id(hash.to_owned())
}

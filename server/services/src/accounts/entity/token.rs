//! Links that were mailed: only their hashes.

use chrono::{DateTime, Utc};
use domain::accounts::TokenPurpose;
use domain::id::AccountId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: AccountId,
    pub purpose: TokenPurpose,
    pub token_hash: String,
    pub expires_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The token with this hash.
#[expect(clippy::disallowed_methods, reason = "whoever knows the link holds the token")]
pub fn by_hash(hash: &str) -> Select<Entity> {
    Entity::find().filter(Column::TokenHash.eq(hash))
}

//! Who was invited.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, InvitationId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    pub email: String,
    pub email_folded: String,
    /// Of whoever invited, for the mail.
    pub language: String,
    pub invited_by: AccountId,
    /// When the roles will be over.
    pub roles_end_at: Option<DateTime<Utc>>,
    /// Of the link that was mailed last.
    pub token_hash: Option<String>,
    pub sent_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Those that nobody has accepted or withdrawn.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the permission to manage roles, or the job that writes the mail"
)]
pub fn open() -> Select<Entity> {
    Entity::find().filter(is_open())
}

/// The open one with this link, if the link still works.
#[expect(clippy::disallowed_methods, reason = "whoever knows the link holds the invitation")]
pub fn by_hash(hash: &str, now: DateTime<Utc>) -> Select<Entity> {
    Entity::find()
        .filter(is_open())
        .filter(Column::TokenHash.eq(hash))
        .filter(Column::ExpiresAt.gt(now))
}

/// Neither accepted nor withdrawn.
pub fn is_open() -> Condition {
    Condition::all()
        .add(Column::AcceptedAt.is_null())
        .add(Column::WithdrawnAt.is_null())
}

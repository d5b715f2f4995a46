//! Who was invited to take which record over.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, OwnerInvitationId, PatientId};
use domain::records::GUESSES;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record_invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OwnerInvitationId,
    pub patient_id: PatientId,
    pub email: String,
    pub email_folded: String,
    /// Of whoever invited, for the mail.
    pub language: String,
    pub invited_by: AccountId,
    /// Of the link that was mailed.
    pub token_hash: Option<String>,
    /// How often somebody with the link has said a date of birth.
    pub guesses: i32,
    pub sent_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub withdrawn_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether the link does not work any more.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.expires_at <= now || self.guesses >= GUESSES
    }
}

/// Those that nobody has accepted or withdrawn.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the permission to manage people, or the job that writes the mail"
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
        .filter(Column::Guesses.lt(GUESSES))
}

/// Neither accepted nor withdrawn.
pub fn is_open() -> Condition {
    Condition::all()
        .add(Column::AcceptedAt.is_null())
        .add(Column::WithdrawnAt.is_null())
}

//! Passkeys: what the portal knows of a key in somebody's device.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, PasskeyId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PasskeyId,
    pub account_id: AccountId,
    /// Keyed hash of the credential's id.
    pub credential_hash: String,
    /// What its owner calls it.
    pub name: String,
    /// Whose it is, its public key and its counter, sealed.
    pub credential_sealed: Vec<u8>,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The passkeys of an account.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the account's session, or may look after the account"
)]
pub fn of_account(account: AccountId) -> Select<Entity> {
    Entity::find().filter(Column::AccountId.eq(account))
}

/// The passkey with this credential.
#[expect(
    clippy::disallowed_methods,
    reason = "a sign-in starts from the credential that somebody shows"
)]
pub fn by_hash(hash: &str) -> Select<Entity> {
    Entity::find().filter(Column::CredentialHash.eq(hash))
}

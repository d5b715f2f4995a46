//! One person's way in.

use chrono::{DateTime, Utc};
use domain::accounts::AccountStatus;
use domain::actor::{Actor, Permissions};
use domain::id::AccountId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    pub email: String,
    pub email_folded: String,
    pub password_hash: String,
    pub status: AccountStatus,
    pub language: String,
    pub time_zone: String,
    pub email_verified_at: Option<DateTime<Utc>>,
    /// Where the first sign-in leads, until the address is confirmed.
    pub first_page_sealed: Option<Vec<u8>>,
    pub last_sign_in_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The account with this id: for the session that proved to be its own, and for work of the system.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller holds the account's session, link or job"
)]
pub fn by_id(id: AccountId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The account with this address, whatever its case.
#[expect(clippy::disallowed_methods, reason = "sign-in and recovery start from an address")]
pub fn by_email(folded: &str) -> Select<Entity> {
    Entity::find().filter(Column::EmailFolded.eq(folded))
}

/// These accounts.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller may see the accounts, or reads the audit, which names them"
)]
pub fn these(ids: impl IntoIterator<Item = AccountId>) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids))
}

/// The accounts an actor may know of: everybody's for whoever manages people or roles, or reads the audit.
#[expect(clippy::disallowed_methods, reason = "the scoped way in")]
pub fn visible_to(actor: &Actor) -> Select<Entity> {
    let all = Entity::find();
    match actor {
        Actor::System => all,
        Actor::Staff { permissions, .. } if permissions.meets(Permissions::of_people()) => all,
        _ => all.filter(Expr::value(false)),
    }
}

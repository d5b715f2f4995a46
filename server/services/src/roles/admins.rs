//! Somebody is always left who may do everything.

use domain::conflict::Conflict;
use domain::id::AccountId;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, PaginatorTrait, QueryFilter, QuerySelect};

use super::ADMIN;
use super::entity::{grant, role};
use crate::accounts::contact;
use crate::error::{Error, Result};

/// Lets one transaction at a time change who holds what, until it ends; to be called before it looks at anything. On
/// `SQLite` it holds the only write lock already.
///
/// # Errors
/// When the database fails.
pub(crate) async fn lock(tx: &DatabaseTransaction) -> Result<()> {
    let locked = role::these([ADMIN]).lock_exclusive().one(tx).await?;
    locked
        .map(drop)
        .ok_or_else(|| Error::internal("the role of administrators is gone"))
}

/// Whether the account may do everything, without an end.
///
/// # Errors
/// When the database fails.
pub(crate) async fn is_lasting_admin(db: &impl ConnectionTrait, account: AccountId) -> Result<bool> {
    let held = lasting().filter(grant::Column::AccountId.eq(account));
    Ok(held.count(db).await? > 0)
}

/// Refuses a step after which no account that works may do everything without an end. Under [`lock`].
///
/// # Errors
/// `LastAdmin`.
pub(crate) async fn keep_an_admin(tx: &DatabaseTransaction) -> Result<()> {
    let working = contact::is_active((grant::TABLE, "account_id"));
    if lasting().filter(working).count(tx).await? == 0 {
        return Err(Conflict::LastAdmin.into());
    }
    Ok(())
}

fn lasting() -> sea_orm::Select<grant::Entity> {
    grant::of_roles([ADMIN]).filter(grant::Column::EndsAt.is_null())
}

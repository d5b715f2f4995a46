//! Somebody is always left who may do everything.

use std::collections::HashSet;

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

/// The accounts that work and may do everything, without an end.
///
/// # Errors
/// When the database fails.
pub(crate) async fn lasting_admins(db: &impl ConnectionTrait) -> Result<HashSet<AccountId>> {
    let admins = working().all(db).await?;
    Ok(admins.into_iter().map(|grant| grant.account_id).collect())
}

/// Refuses a step after which no account that works may do everything without an end. Under [`lock`].
///
/// # Errors
/// `LastAdmin`.
pub(crate) async fn keep_an_admin(tx: &DatabaseTransaction) -> Result<()> {
    if working().count(tx).await? == 0 {
        return Err(Conflict::LastAdmin.into());
    }
    Ok(())
}

fn working() -> sea_orm::Select<grant::Entity> {
    lasting().filter(contact::is_active((grant::TABLE, "account_id")))
}

fn lasting() -> sea_orm::Select<grant::Entity> {
    grant::of_roles([ADMIN]).filter(grant::Column::EndsAt.is_null())
}

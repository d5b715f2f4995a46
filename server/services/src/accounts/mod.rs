//! Accounts: who may sign in, and what an account is allowed to be.

pub mod admin;
pub(crate) mod confirm;
pub(crate) mod contact;
pub mod device;
pub mod email;
mod entity;
pub mod factor;
pub mod identity;
pub mod language;
pub(crate) mod link;
pub mod passkeys;
pub mod password;
pub(crate) mod people;
pub mod recovery;
pub mod register;
pub mod sign_in;
pub mod step_up;
pub(crate) mod strength;
#[cfg(test)]
mod tests;
pub(crate) mod tokens;
pub mod verify;
mod view;

use domain::id::AccountId;
use sea_orm::{ConnectionTrait, QuerySelect};

use crate::error::{Error, Result};
pub(crate) use register::NewAccount;
pub use view::view;

/// Locks an account until the transaction ends: what is counted then stays so.
///
/// # Errors
/// `NotFound` when the account is gone.
pub(crate) async fn lock(tx: &impl ConnectionTrait, id: AccountId) -> Result<()> {
    let locked = entity::account::by_id(id).lock_exclusive().one(tx).await?;
    locked.map(drop).ok_or(Error::NotFound)
}

//! Doctors: who treats.

mod apply;
mod entity;

use domain::id::AccountId;
use sea_orm::ConnectionTrait;

use crate::error::Result;
pub(crate) use apply::apply;
pub use entity::doctor::Model as DoctorRow;

/// The doctor of an account, whatever the state of the application.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_account(db: &impl ConnectionTrait, account: AccountId) -> Result<Option<DoctorRow>> {
    Ok(entity::doctor::of_account(account).one(db).await?)
}

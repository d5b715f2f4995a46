//! Whom a mail to an account greets, and in which language.

use domain::id::AccountId;
use sea_orm::ConnectionTrait;
use words::Language;

use super::entity::account;
use crate::error::{Error, Result};
use crate::mail::Reader;
use crate::{doctors, patients};

/// The reader behind an account.
///
/// # Errors
/// `NotFound` when the account is gone.
pub async fn reader(db: &impl ConnectionTrait, id: AccountId) -> Result<Reader> {
    let account = account::by_id(id).one(db).await?.ok_or(Error::NotFound)?;
    let doctor = doctors::of_account(db, id).await?.map(|doctor| doctor.name);
    let name = match doctor {
        Some(name) => Some(name),
        None => patients::of_account(db, id).await?.map(|patient| patient.name),
    };
    Ok(Reader {
        name: name.unwrap_or_else(|| account.email.clone()),
        address: account.email,
        language: Language::from_code(&account.language).unwrap_or_default(),
    })
}

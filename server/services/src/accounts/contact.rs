//! Whom a mail to an account greets, and in which language.

use domain::accounts::AccountStatus;
use domain::id::AccountId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use words::Language;

use super::entity::account;
use crate::error::{Error, Result};
use crate::mail::Reader;
use crate::{doctors, patients};

/// The IANA zone that an account has chosen, if the account is there.
///
/// # Errors
/// When the database fails.
pub async fn time_zone(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<String>> {
    let account = account::by_id(id).one(db).await?;
    Ok(account.map(|account| account.time_zone))
}

/// The reader behind an account.
///
/// # Errors
/// `NotFound` when the account is gone.
pub async fn reader(db: &impl ConnectionTrait, id: AccountId) -> Result<Reader> {
    let account = account::by_id(id).one(db).await?.ok_or(Error::NotFound)?;
    let doctor = doctors::of_account(db, id).await?.map(|doctor| doctor.name);
    let name = match doctor {
        Some(name) => Some(name),
        None => patients::brought_by(db, id).await?.map(|patient| patient.name),
    };
    Ok(Reader {
        name: name.unwrap_or_else(|| account.email.clone()),
        address: account.email,
        language: Language::from_code(&account.language).unwrap_or_default(),
    })
}

/// The account that has this address, in small letters, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn of_address(db: &impl ConnectionTrait, folded: &str) -> Result<Option<AccountId>> {
    let account = account::by_email(folded).one(db).await?;
    Ok(account.map(|account| account.id))
}

/// The address of an account, and whether its owner has confirmed it.
///
/// # Errors
/// `NotFound` when the account is gone.
pub async fn address(db: &impl ConnectionTrait, id: AccountId) -> Result<(String, bool)> {
    let account = account::by_id(id).one(db).await?.ok_or(Error::NotFound)?;
    Ok((account.email, account.email_verified_at.is_some()))
}

/// Whether an account works: confirmed and not suspended.
///
/// # Errors
/// When the database fails.
pub async fn works(db: &impl ConnectionTrait, id: AccountId) -> Result<bool> {
    let account = account::by_id(id).one(db).await?;
    Ok(account.is_some_and(|account| account.status == AccountStatus::Active))
}

/// True where the account in the column works: confirmed and not suspended.
pub fn is_active(account: (&'static str, &'static str)) -> Expr {
    let active = Query::select()
        .expr(Expr::val(1))
        .from(account::Entity)
        .and_where(Expr::col((account::Entity, account::Column::Id)).equals(account))
        .and_where(Expr::col((account::Entity, account::Column::Status)).eq(AccountStatus::Active))
        .to_owned();
    Expr::exists(active)
}

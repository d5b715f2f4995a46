//! Patients: who is treated.

mod access;
mod entity;
mod explain;
mod of_doctor;
mod profile;
#[cfg(test)]
mod tests;
mod unclaimed;

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::actor::Permission;
use domain::id::{AccountId, PatientId};
use domain::patients::Details;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait};

use crate::error::Result;
use crate::numbers::{self, Sequence};
use crate::occupancy::{self, ResourceKind};
use crate::scope::Scope;
use crate::search::{searchable, sort_key};
pub use access::access;
pub use entity::Model as PatientRow;
pub(crate) use explain::rules as rules_that_open;
pub use of_doctor::{of_doctor, summary};
pub(crate) use of_doctor::{seen, seen_of};
pub(crate) use profile::{change, values};
pub use profile::{edit, own};
pub(crate) use unclaimed::{born, born_on, kept, lead_to, same_person, stands, take_over, touch, without_account};

/// Writes a new patient and the resource that visits occupy.
///
/// # Errors
/// When the database fails.
pub(crate) async fn enrol(
    tx: &DatabaseTransaction,
    scope: &Scope,
    account: Option<AccountId>,
    person: &Details,
) -> Result<PatientId> {
    let now = scope.now();
    let id = PatientId::from_uuid(scope.new_id());
    let address = scope
        .tools()
        .keys
        .seal("patient", "address", id.uuid(), person.address.as_str());
    let row = entity::ActiveModel {
        id: Set(id),
        number: Set(numbers::next(tx, Sequence::Patient).await?),
        account_id: Set(account),
        name: Set(person.name.as_str().to_owned()),
        name_search: Set(searchable(person.name.as_str())),
        name_sort: Set(sort_key(person.name.as_str())),
        phone: Set(person.phone.as_str().to_owned()),
        birth_date: Set(person.birth_date.date()),
        address_sealed: Set(Some(address)),
        merged_into_id: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    occupancy::register(tx, id.uuid(), ResourceKind::Patient, now).await?;
    entity::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}

/// The names of these patients, for a caller who found them through their own scope.
///
/// # Errors
/// When the database fails.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PatientId> + Send,
) -> Result<HashMap<PatientId, String>> {
    let rows = entity::these(ids).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The record numbers and names of these patients, for whoever reads the audit.
///
/// # Errors
/// When the database fails.
pub(crate) async fn numbers_and_names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PatientId> + Send,
) -> Result<HashMap<PatientId, (i64, String)>> {
    let rows = entity::these(ids).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, (row.number, row.name))).collect())
}

/// The patient with this record number, for whoever reads the audit.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_number(db: &impl ConnectionTrait, number: i64) -> Result<Option<PatientId>> {
    Ok(entity::of_number(number).one(db).await?.map(|row| row.id))
}

/// The patient whom this record number leads to, for whoever may ask about any.
///
/// # Errors
/// When the database fails.
pub(crate) async fn standing_of_number(db: &impl ConnectionTrait, number: i64) -> Result<Option<PatientId>> {
    let Some(row) = entity::of_number(number).one(db).await? else {
        return Ok(None);
    };
    Ok(stands_for(db, row).await?.map(|row| row.id))
}

/// The patients with these record numbers, for staff who look after accounts. The number of a record that became part of
/// another leads to that other one.
///
/// # Errors
/// `Forbidden` without the permission to manage people.
pub(crate) async fn of_numbers(
    db: &impl ConnectionTrait,
    scope: &Scope,
    numbers: &[i64],
) -> Result<HashMap<i64, PatientRow>> {
    scope.permission(Permission::ManagePeople)?;
    let rows = entity::of_numbers(numbers).all(db).await?;
    let kept = by_ids(db, rows.iter().filter_map(|row| row.merged_into_id)).await?;
    let stands = |row: PatientRow| match row.merged_into_id {
        Some(kept_id) => Some((row.number, kept.get(&kept_id)?.clone())),
        None => Some((row.number, row)),
    };
    Ok(rows.into_iter().filter_map(stands).collect())
}

/// The patient who has this record number and was born on this day: whoever knows both may ask them.
///
/// # Errors
/// When the database fails.
pub(crate) async fn known_by(
    db: &impl ConnectionTrait,
    number: i64,
    birth_date: NaiveDate,
) -> Result<Option<PatientRow>> {
    let row = entity::of_numbers(&[number]).one(db).await?;
    match row.filter(|row| row.birth_date == birth_date) {
        Some(row) => stands_for(db, row).await,
        None => Ok(None),
    }
}

/// The record that stands for this one: itself, or the one that it became part of.
///
/// # Errors
/// When the database fails.
pub(crate) async fn stands_for(db: &impl ConnectionTrait, row: PatientRow) -> Result<Option<PatientRow>> {
    match row.merged_into_id {
        Some(kept) => Ok(entity::these([kept]).one(db).await?),
        None => Ok(Some(row)),
    }
}

/// These patients, for a caller who found them through their own scope.
///
/// # Errors
/// When the database fails.
pub(crate) async fn by_ids(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PatientId> + Send,
) -> Result<HashMap<PatientId, PatientRow>> {
    let rows = entity::these(ids).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The account of a patient, if the patient is there and has one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn account_of(db: &impl ConnectionTrait, id: PatientId) -> Result<Option<AccountId>> {
    let row = entity::these([id]).one(db).await?;
    Ok(row.and_then(|row| row.account_id))
}

/// The patient of an account, if it has one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_account(db: &impl ConnectionTrait, account: AccountId) -> Result<Option<PatientRow>> {
    Ok(entity::of_account(account).one(db).await?)
}

/// The patient that an account brought, which may be part of another record by now.
///
/// # Errors
/// When the database fails.
pub(crate) async fn brought_by(db: &impl ConnectionTrait, account: AccountId) -> Result<Option<PatientRow>> {
    Ok(entity::brought_by(account).one(db).await?)
}

/// A patient and the records that became part of theirs, for the history of who opened it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn with_merged(db: &impl ConnectionTrait, id: PatientId) -> Result<Vec<PatientRow>> {
    let own = entity::these([id]).all(db).await?;
    let merged = entity::merged_into(id).all(db).await?;
    Ok(own.into_iter().chain(merged).collect())
}

/// The patients of these accounts.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_accounts(db: &impl ConnectionTrait, accounts: &[AccountId]) -> Result<Vec<PatientRow>> {
    Ok(entity::of_accounts(accounts).all(db).await?)
}

/// The accounts of patients whose name has these words; of every patient without a word.
pub(crate) fn accounts_named(words: &str) -> SelectStatement {
    entity::accounts_named(words)
}

/// The ids of records that are part of others.
pub(crate) fn parts() -> SelectStatement {
    entity::parts()
}

/// How many patients have an account.
///
/// # Errors
/// When the database fails.
pub(crate) async fn count_with_account(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(entity::with_account().count(db).await?)
}

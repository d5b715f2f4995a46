//! Patients without an account, for the staff who keep their records.

use chrono::NaiveDate;
use domain::actor::Permission;
use domain::conflict::Conflict;
use domain::id::{AccountId, PatientId};
use domain::page;
use domain::patients::Details;
use domain::records::ValidFindRecords;
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use sea_orm::{QueryOrder, QuerySelect};

use super::entity::{self, Column, Entity, Model};
use crate::database;
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::search::{matches, sort_key};

/// As many are looked at; more share a day only where it stands for an unknown one.
const MOST_BORN: u64 = 500;

/// One page of those that fit, the newest first, and how many fit in all.
///
/// # Errors
/// `Forbidden` without the permission to manage people.
pub(crate) async fn without_account(scope: &Scope, wanted: &ValidFindRecords) -> Result<(Vec<Model>, u64)> {
    scope.permission(Permission::ManagePeople)?;
    let found = match (wanted.number, &wanted.query) {
        // Whoever holds an old card is found by its number, too.
        (Some(number), _) => entity::without_account_or_merged().filter(Column::Number.eq(number)),
        (None, Some(name)) => entity::without_account().filter(matches((Entity, Column::NameSearch), name)),
        (None, None) => entity::without_account(),
    };
    let total = found.clone().count(scope.db()).await?;
    let rows = found
        .order_by_desc(Column::Id)
        .offset(page::offset(wanted.page))
        .limit(page::PAGE_SIZE)
        .all(scope.db())
        .await?;
    Ok((rows, total))
}

/// A patient, with an account or without.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `NotFound` when there is none.
pub(crate) async fn kept(db: &impl ConnectionTrait, scope: &Scope, id: PatientId) -> Result<Model> {
    scope.permission(Permission::ManagePeople)?;
    entity::these([id]).one(db).await?.ok_or(Error::NotFound)
}

/// The record number of a patient with this name and date of birth, with an account or without.
///
/// # Errors
/// When the database fails.
pub(crate) async fn same_person(db: &impl ConnectionTrait, details: &Details) -> Result<Option<i64>> {
    let same = entity::same_person(details.birth_date.date(), &sort_key(details.name.as_str()));
    Ok(same.one(db).await?.map(|row| row.number))
}

/// The patients born on a day, with an account or without.
///
/// # Errors
/// `Forbidden` without the permission to manage people.
pub(crate) async fn born_on(db: &impl ConnectionTrait, scope: &Scope, day: NaiveDate) -> Result<Vec<Model>> {
    scope.permission(Permission::ManagePeople)?;
    let rows = entity::born_on(day).order_by_asc(Column::NameSort).limit(MOST_BORN);
    Ok(rows.all(db).await?)
}

/// Whether a record is still as it was looked at; from now on it is not.
///
/// # Errors
/// When the database fails.
pub(crate) async fn touch(tx: &DatabaseTransaction, scope: &Scope, (id, version): (PatientId, i32)) -> Result<bool> {
    let touched = Entity::update_many()
        .col_expr(Column::UpdatedAt, Expr::value(scope.now()))
        .col_expr(Column::Version, Expr::value(version.wrapping_add(1)))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(tx)
        .await?;
    Ok(touched.rows_affected == 1)
}

/// Makes sure that a record is part of no other, until the transaction ends: before something is written that belongs to it.
///
/// # Errors
/// `RecordMerged` when it became part of another one, `NotFound` when there is none.
pub(crate) async fn stands(tx: &DatabaseTransaction, id: PatientId) -> Result<()> {
    database::lock_resources(tx, &[id.uuid()]).await?;
    let row = entity::these([id]).one(tx).await?.ok_or(Error::NotFound)?;
    match row.merged_into_id {
        Some(_) => Err(Conflict::RecordMerged.into()),
        None => Ok(()),
    }
}

/// Makes a record, and those that are part of it, part of another one, or lets it stand alone.
///
/// # Errors
/// When the database fails.
pub(crate) async fn lead_to(tx: &DatabaseTransaction, id: PatientId, kept: Option<PatientId>) -> Result<()> {
    let own = Condition::any().add(Column::Id.eq(id));
    let with_its_own = match kept {
        Some(_) => own.add(Column::MergedIntoId.eq(id)),
        None => own,
    };
    Entity::update_many()
        .col_expr(Column::MergedIntoId, Expr::value(kept))
        .filter(with_its_own)
        .exec(tx)
        .await?;
    Ok(())
}

/// When a patient was born.
///
/// # Errors
/// When the database fails.
pub(crate) async fn born(db: &impl ConnectionTrait, id: PatientId) -> Result<Option<NaiveDate>> {
    Ok(entity::these([id]).one(db).await?.map(|row| row.birth_date))
}

/// Gives the record to an account, when it has none and its owner was born on this day.
///
/// # Errors
/// When the database fails.
pub(crate) async fn take_over(
    tx: &DatabaseTransaction,
    scope: &Scope,
    (id, born): (PatientId, NaiveDate),
    account: AccountId,
) -> Result<bool> {
    let taken = Entity::update_many()
        .col_expr(Column::AccountId, Expr::value(account))
        .col_expr(Column::UpdatedAt, Expr::value(scope.now()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::AccountId.is_null())
        .filter(Column::MergedIntoId.is_null())
        .filter(Column::BirthDate.eq(born))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

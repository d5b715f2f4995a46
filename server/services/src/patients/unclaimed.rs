//! Patients without an account, for the staff who keep their records.

use chrono::NaiveDate;
use domain::actor::Permission;
use domain::id::{AccountId, PatientId};
use domain::page;
use domain::patients::Details;
use domain::records::ValidFindRecords;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use sea_orm::{QueryOrder, QuerySelect};

use super::entity::{self, Column, Entity, Model};
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::search::{matches, sort_key};

/// One page of those that fit, the newest first, and how many fit in all.
///
/// # Errors
/// `Forbidden` without the permission to manage people.
pub(crate) async fn without_account(scope: &Scope, wanted: &ValidFindRecords) -> Result<(Vec<Model>, u64)> {
    scope.permission(Permission::ManagePeople)?;
    let mut found = entity::without_account();
    match (wanted.number, &wanted.query) {
        (Some(number), _) => found = found.filter(Column::Number.eq(number)),
        (None, Some(name)) => found = found.filter(matches((Entity, Column::NameSearch), name)),
        (None, None) => {}
    }
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
        .filter(Column::BirthDate.eq(born))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

//! Accounts as administrators search, stop and reinstate them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::accounts::AccountStatus;
use domain::actor::{Actor, Permission, Permissions, Role};
use domain::admin::ValidFindPeople;
use domain::conflict::Conflict;
use domain::id::AccountId;
use domain::page;
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::entity::account;
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::{doctors, patients, roles};

pub use super::entity::account::Model as AccountRow;

/// One page of the accounts that fit, the newest first, and how many fit in all.
///
/// # Errors
/// When the database fails.
pub async fn find(scope: &Scope, wanted: &ValidFindPeople) -> Result<(Vec<AccountRow>, u64)> {
    let found = that_fit(scope, wanted);
    let total = found.clone().count(scope.db()).await?;
    let rows = found
        .offset(page::offset(wanted.page))
        .limit(page::PAGE_SIZE)
        .all(scope.db())
        .await?;
    Ok((rows, total))
}

/// So many of the accounts that fit, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn first_of(scope: &Scope, wanted: &ValidFindPeople, most: u64) -> Result<Vec<AccountId>> {
    let found = that_fit(scope, wanted).select_only().column(account::Column::Id);
    Ok(found.limit(most).into_tuple().all(scope.db()).await?)
}

/// Those of these accounts that the actor may see, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn among(
    db: &impl ConnectionTrait,
    scope: &Scope,
    ids: impl IntoIterator<Item = AccountId> + Send,
) -> Result<Vec<AccountRow>> {
    let found = account::visible_to(scope.actor()).filter(account::Column::Id.is_in(ids));
    Ok(found.order_by_desc(account::Column::Id).all(db).await?)
}

fn that_fit(scope: &Scope, wanted: &ValidFindPeople) -> Select<account::Entity> {
    let mut found = account::visible_to(scope.actor());
    if let Some(status) = wanted.status {
        found = found.filter(account::Column::Status.eq(status));
    }
    if let Some(role) = wanted.role {
        found = found.filter(account::Column::Id.in_subquery(match role {
            Role::Patient => patients::accounts_named(""),
            Role::Doctor => doctors::accounts_named(""),
            Role::Staff => roles::accounts(scope.now()),
        }));
    }
    if let Some(text) = &wanted.query {
        found = found.filter(named(text));
    }
    found.order_by_desc(account::Column::Id)
}

/// Since when there are accounts.
///
/// # Errors
/// When the database fails.
pub(crate) async fn first(db: &impl ConnectionTrait) -> Result<Option<DateTime<Utc>>> {
    let oldest = account::visible_to(&Actor::System)
        .order_by_asc(account::Column::Id)
        .one(db)
        .await?;
    Ok(oldest.map(|account| account.created_at))
}

/// The account with this id, for whoever may manage people.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn get(scope: &Scope, id: AccountId) -> Result<AccountRow> {
    let found = account::visible_to(scope.actor()).filter(account::Column::Id.eq(id));
    found.one(scope.db()).await?.ok_or(Error::NotFound)
}

/// The account with this address, in small letters, for whoever may read the audit.
///
/// # Errors
/// `Forbidden` without the permission.
pub async fn of_address(scope: &Scope, folded: &str) -> Result<Option<AccountId>> {
    scope.permission(Permission::ReadAudit)?;
    let account = account::by_email(folded).one(scope.db()).await?;
    Ok(account.map(|account| account.id))
}

/// The addresses of these accounts, for whoever may read the audit.
///
/// # Errors
/// `Forbidden` without the permission.
pub async fn addresses(
    scope: &Scope,
    ids: impl IntoIterator<Item = AccountId> + Send,
) -> Result<HashMap<AccountId, String>> {
    scope.permission(Permission::ReadAudit)?;
    let rows = account::these(ids).all(scope.db()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.email)).collect())
}

/// The addresses of those who gave roles, for whoever may see people.
///
/// # Errors
/// `Forbidden` for everybody else.
pub async fn addresses_of_granters(
    scope: &Scope,
    ids: impl IntoIterator<Item = AccountId> + Send,
) -> Result<HashMap<AccountId, String>> {
    scope.any_permission(Permissions::of_people())?;
    let rows = account::these(ids).all(scope.db()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.email)).collect())
}

/// Whether an account that the actor may see works, as the transaction sees it.
///
/// # Errors
/// `NotFound` without such an account.
pub async fn status(tx: &impl ConnectionTrait, scope: &Scope, id: AccountId) -> Result<AccountStatus> {
    let row = account::visible_to(scope.actor()).filter(account::Column::Id.eq(id));
    Ok(row.one(tx).await?.ok_or(Error::NotFound)?.status)
}

/// An account that still has this version, as the transaction sees it.
///
/// # Errors
/// `NotFound` without such an account, `Conflict` when it was changed meanwhile.
pub async fn unchanged(
    tx: &impl ConnectionTrait,
    scope: &Scope,
    (id, version): (AccountId, i32),
) -> Result<AccountRow> {
    let row = account::visible_to(scope.actor()).filter(account::Column::Id.eq(id));
    let row = row.one(tx).await?.ok_or(Error::NotFound)?;
    if row.version == version {
        Ok(row)
    } else {
        Err(Conflict::Stale.into())
    }
}

/// Changes the status of an account that still has this version.
///
/// # Errors
/// `NotFound` without such an account, `Conflict` when it was changed meanwhile or the status does not allow the step.
pub async fn change_status(
    tx: &impl ConnectionTrait,
    scope: &Scope,
    (id, version): (AccountId, i32),
    step: impl Fn(&AccountRow) -> Result<AccountStatus, Conflict>,
) -> Result<()> {
    let row = unchanged(tx, scope, (id, version)).await?;
    let changed = account::Entity::update_many()
        .col_expr(account::Column::Status, Expr::value(step(&row)?))
        .col_expr(account::Column::UpdatedAt, Expr::value(scope.now()))
        .col_expr(account::Column::Version, Expr::value(version + 1))
        .filter(account::Column::Id.eq(id))
        .filter(account::Column::Version.eq(version))
        .exec(tx)
        .await?;
    if changed.rows_affected == 0 {
        return Err(Conflict::Stale.into());
    }
    Ok(())
}

/// By the words of a name, or by the beginning of an e-mail address (a range, which both engines look up in the index).
fn named(text: &str) -> Condition {
    let email = text.trim().to_ascii_lowercase();
    let begins = account::Column::EmailFolded
        .gte(email.as_str())
        .and(account::Column::EmailFolded.lt(format!("{email}\u{10FFFF}")));
    let mut found = Condition::any().add(begins);
    if !crate::search::fold(text).is_empty() && !text.contains('@') {
        found = found
            .add(account::Column::Id.in_subquery(patients::accounts_named(text)))
            .add(account::Column::Id.in_subquery(doctors::accounts_named(text)));
    }
    found
}

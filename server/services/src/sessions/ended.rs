//! Sessions that are over. Whose they were is known for a day, so that a form that comes too late can be kept for them.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::AccountId;
use sea_orm::prelude::*;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{Condition, UpdateMany};

use super::{entity, store};
use crate::error::Result;
use crate::scope::Tools;

/// So long after its end a session of somebody is known.
const KNOWN_HOURS: i64 = 24;

/// Ends sessions before their time: nothing is left of them but whose they were. Say which ones by filters.
pub(super) fn end(now: DateTime<Utc>) -> UpdateMany<entity::Entity> {
    let nothing: SimpleExpr = Expr::value(Option::<String>::None);
    entity::Entity::update_many()
        .col_expr(entity::Column::ExpiresAt, Expr::value(now))
        .col_expr(entity::Column::Data, Expr::value(Vec::<u8>::new()))
        .col_expr(entity::Column::Ip, nothing)
        .col_expr(entity::Column::UserAgent, Expr::value(""))
        .filter(entity::Column::ExpiresAt.gt(now))
}

/// Deletes a session with what it was before. One that is replaced stays for its seconds; when it has gone on under its new id
/// already, that ends. Whether any did.
pub(super) async fn delete(tx: &impl ConnectionTrait, row: &entity::Model) -> Result<bool> {
    let Some(account) = row.account_id.map(AccountId::from_uuid) else {
        entity::Entity::delete_by_id(row.id_hash.clone()).exec(tx).await?;
        return Ok(false);
    };
    let mut gone = entity::Entity::delete_many().filter(entity::Column::AccountId.eq(account.uuid()));
    if row.replaced {
        gone = gone
            .filter(entity::Column::Replaced.eq(false))
            .filter(entity::Column::CreatedAt.eq(row.created_at));
    } else {
        gone = gone.filter(entity::Column::IdHash.eq(row.id_hash.as_str()));
        end_replaced(tx, account).await?;
    }
    Ok(gone.exec(tx).await?.rows_affected > 0)
}

/// Deletes what sessions of an account were before they went on under other ids: it ends with them.
pub(super) async fn end_replaced(tx: &impl ConnectionTrait, account: AccountId) -> Result<()> {
    entity::Entity::delete_many()
        .filter(entity::Column::AccountId.eq(account.uuid()))
        .filter(entity::Column::Replaced.eq(true))
        .exec(tx)
        .await?;
    Ok(())
}

/// Whose session it was, as long as that is known. It proves nothing: whoever it was has to sign in.
///
/// # Errors
/// When the database fails.
pub async fn former(tools: &Tools, session: &str) -> Result<Option<AccountId>> {
    let row = entity::by_hash(&store::hash(tools, session))
        .one(tools.database.read())
        .await?;
    Ok(row.and_then(|row| row.account_id).map(AccountId::from_uuid))
}

/// Deletes visitors' sessions that have run out, and others when they need not be known any more.
pub(super) async fn sweep(tools: &Tools) -> Result<u64> {
    let now = tools.clock.now();
    let is_visitors = Condition::all()
        .add(entity::Column::AccountId.is_null())
        .add(entity::Column::ExpiresAt.lte(now));
    let is_forgotten = entity::Column::ExpiresAt.lte(now - TimeDelta::hours(KNOWN_HOURS));
    tools
        .database
        .transaction(async |tx| {
            let swept = entity::Entity::delete_many()
                .filter(Condition::any().add(is_visitors.clone()).add(is_forgotten.clone()))
                .exec(tx)
                .await?;
            Ok(swept.rows_affected)
        })
        .await
}

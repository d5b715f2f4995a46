//! Links by mail: minted when the mail is sent, stored as a hash, good for one use.

use chrono::TimeDelta;
use domain::accounts::TokenPurpose;
use domain::id::AccountId;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::entity::token;
use crate::crypto::Token;
use crate::error::{Error, Result};
use crate::scope::{Tools, new_uuid};

/// How long a link works, in minutes.
pub fn minutes(purpose: TokenPurpose) -> i64 {
    match purpose {
        TokenPurpose::Verify | TokenPurpose::Email => 24 * 60,
        TokenPurpose::Reset => 60,
    }
}

/// Makes a link's secret and stores its hash.
///
/// # Errors
/// When the row can't be written.
pub async fn mint(
    tx: &impl ConnectionTrait,
    tools: &Tools,
    account: AccountId,
    purpose: TokenPurpose,
) -> Result<Token> {
    let now = tools.clock.now();
    let secret = Token::random();
    let row = token::ActiveModel {
        id: Set(new_uuid(now)),
        account_id: Set(account),
        purpose: Set(purpose),
        token_hash: Set(hash(tools, purpose, secret.reveal())),
        expires_at: Set(now + TimeDelta::minutes(minutes(purpose))),
        used_at: Set(None),
        created_at: Set(now),
    };
    token::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(secret)
}

/// Whose link this is, if it still works. Changes nothing: mail scanners open links.
///
/// # Errors
/// `NotFound` when it is unknown, used or too old.
pub async fn look(db: &impl ConnectionTrait, tools: &Tools, purpose: TokenPurpose, secret: &str) -> Result<AccountId> {
    let row = token::by_hash(&hash(tools, purpose, secret))
        .filter(token::Column::Purpose.eq(purpose))
        .filter(token::Column::UsedAt.is_null())
        .filter(token::Column::ExpiresAt.gt(tools.clock.now()))
        .one(db)
        .await?;
    Ok(row.ok_or(Error::NotFound)?.account_id)
}

/// Uses the link up, and with it every other one of the same purpose and account.
///
/// # Errors
/// `NotFound` when it is unknown, too old, or somebody was quicker.
pub async fn spend(tx: &impl ConnectionTrait, tools: &Tools, purpose: TokenPurpose, secret: &str) -> Result<AccountId> {
    let account = look(tx, tools, purpose, secret).await?;
    let now = tools.clock.now();
    let used = token::Entity::update_many()
        .col_expr(token::Column::UsedAt, Expr::value(now))
        .filter(token::Column::TokenHash.eq(hash(tools, purpose, secret)))
        .filter(token::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    if used.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    revoke(tx, tools, account, purpose).await?;
    Ok(account)
}

/// Ends every link of this purpose that the account has.
///
/// # Errors
/// When the database fails.
pub async fn revoke(tx: &impl ConnectionTrait, tools: &Tools, account: AccountId, purpose: TokenPurpose) -> Result<()> {
    token::Entity::update_many()
        .col_expr(token::Column::UsedAt, Expr::value(tools.clock.now()))
        .filter(token::Column::AccountId.eq(account))
        .filter(token::Column::Purpose.eq(purpose))
        .filter(token::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

fn hash(tools: &Tools, purpose: TokenPurpose, secret: &str) -> String {
    tools.keys.token_hash(purpose.as_str(), secret)
}

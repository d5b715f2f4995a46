//! Recovery codes: told once, stored as keyed hashes, each good for one use.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::{RECOVERY_CODES, RECOVERY_DIGITS};
use domain::id::{AccountId, FactorId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::{Deserialize, Serialize};

use super::app::in_groups;
use super::factor;
use crate::accounts::entity::recovery_code;
use crate::crypto::{KeyRing, random};
use crate::error::Result;
use crate::scope::{Scope, new_uuid};

/// Minutes that a session keeps new codes, so that the page can be printed.
const KEPT_MINUTES: i64 = 10;

/// Codes that were just made. A session keeps them, sealed, for a few minutes; nothing else does.
#[derive(Clone, Serialize, Deserialize)]
pub struct NewCodes {
    codes: Vec<String>,
    /// When they were made; set when they are stored.
    at: Option<DateTime<Utc>>,
}

impl fmt::Debug for NewCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewCodes(…)")
    }
}

impl NewCodes {
    /// Where a session keeps them.
    pub const KEY: &str = "salve.recovery_codes";

    pub(super) fn random() -> Self {
        Self {
            codes: (0..RECOVERY_CODES).map(|_| random_code()).collect(),
            at: None,
        }
    }

    /// The same codes, made now.
    #[must_use]
    pub fn made_at(self, at: DateTime<Utc>) -> Self {
        Self { at: Some(at), ..self }
    }

    /// The codes in groups of four, as long as they may be shown.
    #[must_use]
    pub fn shown(&self, now: DateTime<Utc>) -> Vec<String> {
        let is_shown = self.at.is_some_and(|at| now < at + TimeDelta::minutes(KEPT_MINUTES));
        let codes = self.codes.iter().filter(|_| is_shown);
        codes.map(|code| in_groups(code)).collect()
    }

    /// Stores them in place of all older ones.
    pub(super) async fn store(&self, tx: &impl ConnectionTrait, scope: &Scope, factor: FactorId) -> Result<()> {
        recovery_code::Entity::delete_many()
            .filter(recovery_code::Column::FactorId.eq(factor))
            .exec(tx)
            .await?;
        let now = scope.now();
        let rows = self.codes.iter().map(|code| recovery_code::ActiveModel {
            id: Set(new_uuid(now)),
            factor_id: Set(factor),
            code_hash: Set(hash(&scope.tools().keys, factor, code)),
            used_at: Set(None),
            created_at: Set(now),
        });
        recovery_code::Entity::insert_many(rows)
            .exec_without_returning(tx)
            .await?;
        Ok(())
    }
}

/// Uses a code up; whether there was one.
pub(super) async fn spend(tx: &impl ConnectionTrait, scope: &Scope, factor: FactorId, code: &str) -> Result<bool> {
    let used = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(scope.now()))
        .filter(recovery_code::Column::FactorId.eq(factor))
        .filter(recovery_code::Column::CodeHash.eq(hash(&scope.tools().keys, factor, code)))
        .filter(recovery_code::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}

/// How many codes of an account were not used yet.
///
/// # Errors
/// When the database fails.
pub async fn left(db: &impl ConnectionTrait, account: AccountId) -> Result<u32> {
    let Some(on) = factor::on_of_account(account).one(db).await? else {
        return Ok(0);
    };
    let left = recovery_code::left_of(on.id).count(db).await?;
    Ok(u32::try_from(left).unwrap_or(u32::MAX))
}

fn hash(keys: &KeyRing, factor: FactorId, code: &str) -> String {
    keys.token_hash("recovery code", &format!("{factor} {code}"))
}

/// Twelve digits, each as likely as the others.
fn random_code() -> String {
    let mut code = String::with_capacity(RECOVERY_DIGITS);
    while code.len() < RECOVERY_DIGITS {
        let digits = random::<16>()
            .into_iter()
            // 250 is the largest multiple of ten that a byte holds.
            .filter(|byte| *byte < 250)
            .map(|byte| char::from(b'0' + byte % 10));
        code.extend(digits.take(RECOVERY_DIGITS - code.len()));
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_digits_and_shown_for_a_while() {
        let now = DateTime::UNIX_EPOCH;
        let codes = NewCodes::random().made_at(now);
        let shown = codes.shown(now);
        assert_eq!(shown.len(), RECOVERY_CODES);
        for code in &shown {
            let groups: Vec<_> = code.split(' ').collect();
            assert!(
                groups.len() == 3 && groups.iter().all(|group| group.len() == 4),
                "{code}"
            );
            assert!(code.bytes().all(|sign| sign == b' ' || sign.is_ascii_digit()));
        }
        let all: std::collections::HashSet<_> = shown.iter().collect();
        assert_eq!(all.len(), RECOVERY_CODES);
        assert!(codes.shown(now + TimeDelta::minutes(10)).is_empty());
        assert_eq!(format!("{codes:?}"), "NewCodes(…)");
    }
}

//! Rate limits that all processes share and that survive a restart.
//!
//! A try is counted before it is made, in one statement, so that many at once cannot slip through together. Keys are
//! hashed: the table knows no address and no network.

mod entity;
mod mails;
mod policies;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Set};

use crate::crypto::KeyRing;
use crate::error::Result;
use crate::jobs::Registry;
use crate::scope::Tools;
use entity::Column;
pub use mails::{MailPurpose, Sender};
pub use policies::{Limits, SignInTry, Throttle};

/// Too many tries: the next one makes sense after this time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many tries, the next in {seconds} s")]
pub struct RetryAfter {
    /// Seconds to wait, at least 1.
    pub seconds: u64,
}

/// How many tries a key has.
#[derive(Clone, Debug)]
pub enum Limit {
    /// So many in each window; the window starts with the first.
    Window {
        /// Tries in one window.
        tries: i32,
        /// Its length.
        length: TimeDelta,
    },
    /// So many in a row; then a wait before each further one, growing up to the last of `waits`.
    Streak {
        /// Tries without a wait.
        tries: i32,
        /// The wait after the last free try, after the one that follows, and so on; the last one repeats.
        waits: Vec<TimeDelta>,
        /// The streak is forgotten after this long without a try. Longer than every wait.
        forgotten_after: TimeDelta,
    },
}

/// What is limited, as it is stored: hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// Hashes what is limited. `purpose` separates limits that count the same person or network.
    #[must_use]
    pub fn new(keys: &KeyRing, purpose: &str, what: &str) -> Self {
        Self(keys.blind_index("throttle", purpose, what))
    }
}

/// Counts a try, or says when the next one is allowed. Call it in a transaction of its own: counting must not be
/// undone when what follows fails.
///
/// # Errors
/// When the database fails. A refusal is the inner result.
pub async fn count(
    tx: &impl ConnectionTrait,
    now: DateTime<Utc>,
    key: &Key,
    limit: &Limit,
) -> Result<Result<(), RetryAfter>> {
    let first = entity::ActiveModel {
        key: Set(key.0.clone()),
        count: Set(1),
        window_ends_at: Set(now + limit.length()),
        blocked_until: Set(limit.wait_after(1).map(|wait| now + wait)),
    };
    let counted = entity::Entity::insert(first)
        .on_conflict(limit.next_try(now))
        .exec_without_returning(tx)
        .await?;
    if counted > 0 {
        return Ok(Ok(()));
    }
    let row = entity::of_key(&key.0).one(tx).await?;
    let free_at = row.and_then(|row| row.blocked_until.or(Some(row.window_ends_at)));
    let seconds = free_at.map_or(0, |at| {
        u64::try_from((at - now).num_milliseconds())
            .unwrap_or_default()
            .div_ceil(1000)
    });
    Ok(Err(RetryAfter {
        seconds: seconds.clamp(1, u64::MAX),
    }))
}

/// Forgets the tries of a key.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &impl ConnectionTrait, key: &Key) -> Result<()> {
    entity::remove().filter(Column::Key.eq(key.0.as_str())).exec(tx).await?;
    Ok(())
}

/// Gives a counted try back.
///
/// # Errors
/// When the database fails.
pub async fn give_back(tx: &impl ConnectionTrait, key: &Key) -> Result<()> {
    entity::change()
        .col_expr(Column::Count, Expr::col(Column::Count).sub(1))
        .filter(Column::Key.eq(key.0.as_str()))
        .filter(Column::Count.gt(0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Has the table cleaned every hour.
pub fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    registry.every(TimeDelta::hours(1), "throttle.clean", tools, |tools| async move {
        let now = tools.clock.now();
        tools
            .database
            .transaction(async |tx| clean(tx, now).await)
            .await
            .map(drop)
    });
}

/// Removes counters that no longer limit anything.
///
/// # Errors
/// When the database fails.
pub async fn clean(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let done = entity::remove()
        .filter(Column::WindowEndsAt.lte(now))
        .filter(
            Condition::any()
                .add(Column::BlockedUntil.is_null())
                .add(Column::BlockedUntil.lte(now)),
        )
        .exec(tx)
        .await?;
    Ok(done.rows_affected)
}

impl Limit {
    fn length(&self) -> TimeDelta {
        match self {
            Self::Window { length, .. } => *length,
            Self::Streak { forgotten_after, .. } => *forgotten_after,
        }
    }

    fn wait_after(&self, count: i32) -> Option<TimeDelta> {
        match self {
            Self::Window { .. } => None,
            Self::Streak { tries, waits, .. } => {
                let past = usize::try_from(count - tries).ok()?;
                waits.get(past).or(waits.last()).copied()
            }
        }
    }

    /// What happens to the row of a key that was counted before; no row is touched when the try is refused.
    fn next_try(&self, now: DateTime<Utc>) -> OnConflict {
        let col = |column: Column| Expr::col((entity::Entity, column));
        let is_over = || col(Column::WindowEndsAt).lte(now);
        let count = || {
            CaseStatement::new()
                .case(is_over(), 1)
                .finally(col(Column::Count).add(1))
        };
        let mut next = OnConflict::column(Column::Key);
        next.value(Column::Count, count());
        match self {
            Self::Window { tries, length } => {
                let ends = CaseStatement::new()
                    .case(is_over(), now + *length)
                    .finally(col(Column::WindowEndsAt));
                next.value(Column::WindowEndsAt, ends);
                next.action_and_where(is_over().or(col(Column::Count).lt(*tries)));
            }
            Self::Streak {
                tries,
                waits,
                forgotten_after,
            } => {
                let mut blocked = CaseStatement::new();
                let steps: Vec<_> = (0..).zip(waits).collect();
                for (past, wait) in steps.into_iter().rev() {
                    blocked = blocked.case(Expr::expr(count()).gte(*tries + past), now + *wait);
                }
                next.value(Column::BlockedUntil, blocked.finally(Option::<DateTime<Utc>>::None));
                next.value(Column::WindowEndsAt, now + *forgotten_after);
                let is_free = col(Column::BlockedUntil)
                    .is_null()
                    .or(col(Column::BlockedUntil).lte(now));
                next.action_and_where(is_over().or(is_free));
            }
        }
        next
    }
}

//! What an admin sees of the queue and can do about it. The use case asks for the permission.

use chrono::{DateTime, Utc};
use domain::admin::JobState;
use domain::id::JobId;
use sea_orm::sea_query::{Expr, Order};
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{self, Column, State};
use crate::error::{Error, Result};

/// A job as an admin sees it: without its payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenJob {
    /// Its id.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// How often it was tried.
    pub attempts: i32,
    /// How often it may be tried.
    pub max_attempts: i32,
    /// Why the last try failed; without personal data.
    pub last_error: Option<String>,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// When it is, or was, due.
    pub run_at: DateTime<Utc>,
}

/// How many jobs stand there.
///
/// # Errors
/// When the database fails.
pub async fn count(db: &impl ConnectionTrait, state: JobState) -> Result<u64> {
    let found = entity::all().filter(Column::State.eq(State::from(state)));
    Ok(found.count(db).await?)
}

/// The jobs that stand there: what comes next first, what is over newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl ConnectionTrait, state: JobState, offset: u64, limit: u64) -> Result<Vec<SeenJob>> {
    let order = match state {
        JobState::Queued | JobState::Running => Order::Asc,
        JobState::Done | JobState::Dead => Order::Desc,
    };
    let rows = entity::all()
        .filter(Column::State.eq(State::from(state)))
        .order_by(Column::RunAt, order.clone())
        .order_by(Column::Id, order)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    let seen = rows.into_iter().map(|row| SeenJob {
        id: JobId::from_uuid(row.id),
        kind: row.kind,
        state,
        attempts: row.attempts,
        max_attempts: row.max_attempts,
        last_error: row.last_error,
        created_at: row.created_at,
        run_at: row.run_at,
    });
    Ok(seen.collect())
}

/// Gives a dead job all its tries again, from now.
///
/// # Errors
/// `NotFound` when there is no such dead job.
pub async fn retry_dead(tx: &impl ConnectionTrait, now: DateTime<Utc>, id: JobId) -> Result<()> {
    let revived = entity::change()
        .col_expr(Column::State, Expr::value(State::Queued))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::RunAt, Expr::value(now))
        .col_expr(Column::FinishedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::State.eq(State::Dead))
        .exec(tx)
        .await?;
    if revived.rows_affected == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

impl From<JobState> for State {
    fn from(state: JobState) -> Self {
        match state {
            JobState::Queued => Self::Queued,
            JobState::Running => Self::Running,
            JobState::Done => Self::Done,
            JobState::Dead => Self::Dead,
        }
    }
}

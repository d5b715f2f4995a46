//! What an admin sees of the queue and can do about it. The use case asks for the permission.

use chrono::{DateTime, Utc};
use domain::id::JobId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{self, Column, State};
use crate::error::{Error, Result};

/// A job that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadJob {
    /// Its id.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Why the last try failed; without personal data.
    pub reason: String,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// When it was given up.
    pub dead_since: Option<DateTime<Utc>>,
}

/// How many jobs stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Wait for their time.
    pub queued: u64,
    /// Are held by a worker.
    pub running: u64,
    /// Were given up.
    pub dead: u64,
}

/// Counts the jobs that are not done.
///
/// # Errors
/// When the database fails.
pub async fn counts(db: &impl ConnectionTrait) -> Result<Counts> {
    let of = async |state| entity::all().filter(Column::State.eq(state)).count(db).await;
    Ok(Counts {
        queued: of(State::Queued).await?,
        running: of(State::Running).await?,
        dead: of(State::Dead).await?,
    })
}

/// The jobs that were given up, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_dead(db: &impl ConnectionTrait, offset: u64, limit: u64) -> Result<Vec<DeadJob>> {
    let rows = entity::all()
        .filter(Column::State.eq(State::Dead))
        .order_by_desc(Column::FinishedAt)
        .order_by_desc(Column::Id)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    let seen = rows.into_iter().map(|row| DeadJob {
        id: JobId::from_uuid(row.id),
        kind: row.kind,
        attempts: row.attempts,
        reason: row.last_error.unwrap_or_default(),
        created_at: row.created_at,
        dead_since: row.finished_at,
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

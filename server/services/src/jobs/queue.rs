//! The steps a job takes in the table. A worker proves that it still holds a job by the attempt it claimed.

use chrono::{DateTime, TimeDelta, Utc};
use domain::live::{Change, Kind};
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, Query};
use sea_orm::{ColumnTrait, Condition, Order, QueryFilter, QuerySelect, UpdateMany};
use uuid::Uuid;

use super::entity::{self, Column, Entity, Model, State};
use crate::database::Database;
use crate::error::Result;
use crate::live;

const FIRST_PAUSE_SECONDS: i64 = 30;
const LONGEST_PAUSE_SECONDS: i64 = 6 * 3600;

/// Claims the most urgent due job of the given kinds until `now + lease`: a waiting one, or one whose worker was lost.
pub(super) async fn claim(
    database: &Database,
    kinds: &[&'static str],
    now: DateTime<Utc>,
    lease: TimeDelta,
) -> Result<Option<Model>> {
    // Looking first keeps idle workers from taking the write lock of SQLite.
    if entity::all()
        .select_only()
        .column(Column::Id)
        .filter(due(kinds, now))
        .into_tuple::<Uuid>()
        .one(database.read())
        .await?
        .is_none()
    {
        return Ok(None);
    }
    database
        .transaction(async |tx| {
            let next = Query::select()
                .column(Column::Id)
                .from(Entity)
                .cond_where(due(kinds, now))
                .order_by(Column::Priority, Order::Desc)
                .order_by(Column::RunAt, Order::Asc)
                .order_by(Column::Id, Order::Asc)
                .limit(1)
                .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
                .to_owned();
            let claimed = entity::change()
                .col_expr(Column::State, Expr::value(State::Running))
                .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
                .col_expr(Column::LockedUntil, Expr::value(now + lease))
                .col_expr(Column::DedupeKey, Expr::value(Option::<String>::None))
                .filter(Expr::col(Column::Id).eq(Expr::SubQuery(None, Box::new(next.into()))))
                .exec_with_returning(tx)
                .await?;
            Ok(claimed.into_iter().next())
        })
        .await
}

fn due(kinds: &[&'static str], now: DateTime<Utc>) -> Condition {
    let waiting = Column::State.eq(State::Queued).and(Column::RunAt.lte(now));
    let lost = Column::State.eq(State::Running).and(Column::LockedUntil.lte(now));
    Condition::all()
        .add(Column::Kind.is_in(kinds.iter().copied()))
        .add(waiting.or(lost))
}

/// Prolongs the claim; false when it was lost to another worker.
pub(super) async fn renew(database: &Database, job: &Model, until: DateTime<Utc>) -> Result<bool> {
    step(database, job, |held| {
        held.col_expr(Column::LockedUntil, Expr::value(until))
    })
    .await
}

/// The job did what it should.
pub(super) async fn finish(database: &Database, job: &Model, now: DateTime<Utc>) -> Result<bool> {
    step(database, job, |held| {
        held.col_expr(Column::State, Expr::value(State::Done))
            .col_expr(Column::FinishedAt, Expr::value(now))
            .col_expr(Column::LockedUntil, Expr::value(Option::<DateTime<Utc>>::None))
            .col_expr(Column::LastError, Expr::value(Option::<String>::None))
    })
    .await
}

/// The job failed: it waits for another try.
pub(super) async fn postpone(database: &Database, job: &Model, run_at: DateTime<Utc>, why: &str) -> Result<bool> {
    step(database, job, |held| {
        held.col_expr(Column::State, Expr::value(State::Queued))
            .col_expr(Column::RunAt, Expr::value(run_at))
            .col_expr(Column::LockedUntil, Expr::value(Option::<DateTime<Utc>>::None))
            .col_expr(Column::LastError, Expr::value(why))
    })
    .await
}

/// The job is given up, which whoever counts those hears.
pub(super) async fn bury(database: &Database, job: &Model, now: DateTime<Utc>, why: &str) -> Result<bool> {
    let buried = step(database, job, |held| {
        held.col_expr(Column::State, Expr::value(State::Dead))
            .col_expr(Column::FinishedAt, Expr::value(now))
            .col_expr(Column::LockedUntil, Expr::value(Option::<DateTime<Utc>>::None))
            .col_expr(Column::LastError, Expr::value(why))
    })
    .await?;
    if buried {
        let told = Change::counted(Kind::Delivery);
        // The job is dead whatever happens to the news of it.
        if let Err(error) = database.transaction(async |tx| live::tell(tx, now, &told).await).await {
            tracing::warn!(?error, "nobody heard of a job that was given up");
        }
    }
    Ok(buried)
}

/// The worker stops before the job is done: another takes it over at once, and the try does not count.
pub(super) async fn release(database: &Database, job: &Model) -> Result<bool> {
    step(database, job, |held| {
        held.col_expr(Column::State, Expr::value(State::Queued))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1))
            .col_expr(Column::LockedUntil, Expr::value(Option::<DateTime<Utc>>::None))
    })
    .await
}

/// Deletes jobs that were done before `before`.
pub(super) async fn clean(database: &Database, before: DateTime<Utc>) -> Result<u64> {
    let delete = entity::remove()
        .filter(Column::State.eq(State::Done))
        .filter(Column::FinishedAt.lt(before));
    database
        .transaction(async |tx| Ok(delete.clone().exec(tx).await?.rows_affected))
        .await
}

/// When the next try is due: 30 s, doubled with each failure, a fifth more or less so that a crowd spreads.
pub(super) fn pause(attempts: i32) -> TimeDelta {
    let doublings = u32::try_from(attempts - 1).unwrap_or_default().clamp(0, 20);
    let seconds = (FIRST_PAUSE_SECONDS << doublings).clamp(FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS);
    TimeDelta::milliseconds(rand::random_range(seconds * 800..=seconds * 1200))
}

async fn step(
    database: &Database,
    job: &Model,
    change: impl Fn(UpdateMany<Entity>) -> UpdateMany<Entity>,
) -> Result<bool> {
    let held = entity::change()
        .filter(Column::Id.eq(job.id))
        .filter(Column::State.eq(State::Running))
        .filter(Column::Attempts.eq(job.attempts));
    let update = change(held);
    database
        .transaction(async |tx| Ok(update.clone().exec(tx).await?.rows_affected == 1))
        .await
}

//! The start of each doctor's next free time, kept on the row so that search can filter and sort by it.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::Actor;
use domain::doctors::DoctorStatus;
use domain::id::DoctorId;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::entity::doctor::{self, Column};
use crate::availability;
use crate::error::Result;
use crate::jobs::{self, Job, Order, Registry};
use crate::scope::{Scope, Tools};
use crate::settings;

/// Doctors in one transaction.
const AT_ONCE: u64 = 50;

/// Recomputes the next free time of one doctor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RefreshNextFree {
    doctor: DoctorId,
}

impl Job for RefreshNextFree {
    const KIND: &'static str = "doctors.refresh_next_free";
}

/// Recomputes the next free times that can no longer be booked, because they have come too near.
#[derive(Debug, Serialize, Deserialize)]
struct RefreshPassed {}

impl Job for RefreshPassed {
    const KIND: &'static str = "doctors.refresh_passed";
}

/// Recomputes every next free time: what comes into the horizon, and what any change forgot.
#[derive(Debug, Serialize, Deserialize)]
struct RefreshAll {}

impl Job for RefreshAll {
    const KIND: &'static str = "doctors.refresh_all";
}

/// Asks for a doctor's next free time to be recomputed: in the transaction of whatever changes hours or visits.
/// Many calls make one job.
///
/// # Errors
/// When the database fails.
pub(crate) async fn refresh_next_free(tx: &impl ConnectionTrait, scope: &Scope, doctor: DoctorId) -> Result<()> {
    let once = Order::default().once(format!("{}:{doctor}", RefreshNextFree::KIND));
    jobs::enqueue_ordered(tx, scope.now(), &RefreshNextFree { doctor }, once)
        .await
        .map(drop)
}

/// Says what keeps next free times.
///
/// # Errors
/// Never in practice: the payloads of periodic jobs are constants.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) -> Result<()> {
    let one = Arc::clone(tools);
    registry.handle(move |_, job: RefreshNextFree| {
        let tools = Arc::clone(&one);
        async move { Ok(refresh(&tools, &[job.doctor]).await?) }
    });
    let passed = Arc::clone(tools);
    registry.handle(move |_, _: RefreshPassed| {
        let tools = Arc::clone(&passed);
        async move { Ok(refresh_passed(&tools).await?) }
    });
    let all = Arc::clone(tools);
    registry.handle(move |_, _: RefreshAll| {
        let tools = Arc::clone(&all);
        async move { Ok(refresh_where(&tools, Condition::all()).await?) }
    });
    registry.every(TimeDelta::minutes(1), &RefreshPassed {})?;
    registry.every(TimeDelta::hours(6), &RefreshAll {})
}

async fn refresh_passed(tools: &Tools) -> Result<()> {
    let settings = settings::current(tools.database.read()).await?;
    let earliest = tools.clock.now() + TimeDelta::minutes(settings.book_notice_minutes.into());
    refresh_where(tools, Condition::all().add(Column::NextFreeAt.lt(earliest))).await
}

/// Refreshes all verified doctors in the condition, some at a time.
async fn refresh_where(tools: &Tools, wanted: Condition) -> Result<()> {
    let mut after = None;
    loop {
        let mut page = doctor::visible_to(&Actor::System)
            .select_only()
            .column(Column::Id)
            .filter(Column::Status.eq(DoctorStatus::Approved))
            .filter(wanted.clone())
            .order_by_asc(Column::Id)
            .limit(AT_ONCE);
        if let Some(after) = after {
            page = page.filter(Column::Id.gt(after));
        }
        let ids: Vec<DoctorId> = page.into_tuple().all(tools.database.read()).await?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = Some(*last);
        refresh(tools, &ids).await?;
    }
}

/// Computes and writes in one transaction that holds the rows, so that the last to write has read the newest.
async fn refresh(tools: &Tools, ids: &[DoctorId]) -> Result<()> {
    tools
        .database
        .transaction(async |tx| {
            let rows = doctor::visible_to(&Actor::System)
                .filter(Column::Id.is_in(ids.iter().copied()))
                .order_by_asc(Column::Id)
                .lock(LockType::NoKeyUpdate)
                .all(tx)
                .await?;
            let next = availability::next_free(tx, tools, ids).await?;
            for row in rows {
                let next: Option<DateTime<Utc>> = next.get(&row.id).map(|offer| offer.when.instant);
                if row.next_free_at != next {
                    let kept = doctor::ActiveModel {
                        next_free_at: Set(next),
                        ..doctor::ActiveModel::default()
                    };
                    doctor::keep(row.id).set(kept).exec(tx).await?;
                }
            }
            Ok(())
        })
        .await
}

//! The next free times of each doctor, kept in rows so that search can filter and sort by them: one for each kind of
//! visit at each place, and the earliest of them on the doctor's own row.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::Actor;
use domain::doctors::DoctorStatus;
use domain::id::{DoctorId, LocationId, VisitTypeId};
use domain::live::{Change, Kind, Topic};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{LockType, OnConflict};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::entity::doctor::{self, Column, DoctorRow};
use super::entity::next_free::{self, Which};
use crate::availability::{self, NextFree};
use crate::database;
use crate::error::Result;
use crate::jobs::{self, Job, Order, Registry};
use crate::scope::{Scope, Tools};
use crate::{live, settings};

/// Doctors in one transaction.
const AT_ONCE: u64 = 50;

/// Recomputes the next free times of one doctor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RefreshNextFree {
    doctor: DoctorId,
}

impl Job for RefreshNextFree {
    const KIND: &'static str = "doctors.refresh_next_free";
}

/// Asks for a doctor's next free times to be recomputed, and tells those who look at the doctor's free times: in the
/// transaction of whatever changes hours or visits. Many calls make one job.
///
/// # Errors
/// When the database fails.
pub(crate) async fn refresh_next_free(tx: &impl ConnectionTrait, scope: &Scope, doctor: DoctorId) -> Result<()> {
    let once = Order::default().once(format!("{}:{doctor}", RefreshNextFree::KIND));
    jobs::enqueue_ordered(tx, scope.now(), &RefreshNextFree { doctor }, once).await?;
    live::tell(tx, scope.now(), &[Change::of(Topic::Times(doctor), Kind::Hours)]).await
}

/// Says what keeps next free times.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    let own = Arc::clone(tools);
    registry.handle(move |_, job: RefreshNextFree| {
        let tools = Arc::clone(&own);
        async move { Ok(refresh(&tools, &[job.doctor]).await?) }
    });
    // Those that can no longer be booked, because they have come too near.
    registry.every(
        TimeDelta::minutes(1),
        "doctors.refresh_passed",
        tools,
        |tools| async move { refresh_passed(&tools).await },
    );
    // What comes into the horizon, and what any change forgot. Not the name it had before there were rows: a period in which it
    // ran already must fill them too.
    registry.every(
        TimeDelta::hours(6),
        "doctors.refresh_every",
        tools,
        |tools| async move { refresh_where(&tools, Condition::all()).await },
    );
}

async fn refresh_passed(tools: &Tools) -> Result<()> {
    let settings = settings::current(tools.database.read()).await?;
    let earliest = tools.clock.now() + TimeDelta::minutes(settings.book_notice_minutes.into());
    let passed = Column::Id.in_subquery(next_free::doctors_before(earliest));
    refresh_where(tools, Condition::all().add(passed)).await
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

/// Computes and writes in one transaction that waits for bookings on their way and holds the rows, so that the last to
/// write has read the newest.
async fn refresh(tools: &Tools, ids: &[DoctorId]) -> Result<()> {
    let resources: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
    tools
        .database
        .transaction(async |tx| {
            database::lock_resources(tx, &resources).await?;
            let rows = doctor::visible_to(&Actor::System)
                .filter(Column::Id.is_in(ids.iter().copied()))
                .order_by_asc(Column::Id)
                .lock(LockType::NoKeyUpdate)
                .all(tx)
                .await?;
            let next = availability::next_of_each(tx, tools, ids).await?;
            for row in &rows {
                let earliest = next
                    .get(&row.id)
                    .and_then(|all| all.iter().filter_map(|one| one.at).min());
                if row.next_free_at != earliest {
                    let kept = doctor::ActiveModel {
                        next_free_at: Set(earliest),
                        ..doctor::ActiveModel::default()
                    };
                    doctor::keep(row.id).set(kept).exec(tx).await?;
                }
            }
            keep(tx, &rows, &next).await
        })
        .await
}

type Key = (DoctorId, VisitTypeId, LocationId);

/// Makes the rows of these doctors what they should be, with as few writes as that takes.
async fn keep(tx: &impl ConnectionTrait, doctors: &[DoctorRow], next: &HashMap<DoctorId, Vec<NextFree>>) -> Result<()> {
    let before: BTreeMap<Key, Option<DateTime<Utc>>> =
        next_free::of(doctors.iter().map(|row| row.id), &Which::default())
            .all(tx)
            .await?
            .into_iter()
            .map(|row| ((row.doctor_id, row.visit_type_id, row.location_id), row.next_free_at))
            .collect();
    let after: BTreeMap<Key, Option<DateTime<Utc>>> = doctors
        .iter()
        .flat_map(|row| {
            let all = next.get(&row.id).into_iter().flatten();
            all.map(|one| ((row.id, one.visit_type, place(one, row)), one.at))
        })
        .collect();
    let shrunk: BTreeSet<DoctorId> = before
        .keys()
        .filter(|key| !after.contains_key(key))
        .map(|(doctor, ..)| *doctor)
        .collect();
    if !shrunk.is_empty() {
        next_free::remove(shrunk.iter().copied()).exec(tx).await?;
    }
    let changed: Vec<_> = after
        .into_iter()
        .filter(|(key, at)| shrunk.contains(&key.0) || before.get(key) != Some(at))
        .map(|((doctor, visit_type, location), at)| next_free::ActiveModel {
            doctor_id: Set(doctor),
            visit_type_id: Set(visit_type),
            location_id: Set(location),
            next_free_at: Set(at),
        })
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    let key = [
        next_free::Column::DoctorId,
        next_free::Column::VisitTypeId,
        next_free::Column::LocationId,
    ];
    next_free::Entity::insert_many(changed)
        .on_conflict(
            OnConflict::columns(key)
                .update_column(next_free::Column::NextFreeAt)
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Where search finds it: a video visit at the doctor's own place.
pub(super) fn place(next: &NextFree, doctor: &DoctorRow) -> LocationId {
    next.location.unwrap_or(doctor.home_location_id)
}

//! What is busy: one row per resource and half-open range, held until it expires or booked by a visit.
//!
//! Two rows of one resource never overlap, and the database says so (`occupancy_no_overlap`); nothing here checks before
//! it writes. The order in a booking transaction: `database::lock_resources`, `delete_expired`, limits, then `hold`,
//! `book` or `book_held`. The hold or visit a row points to is inserted before the row.

mod entity;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, QueryOrder, Set, Statement};
use uuid::{NoContext, Timestamp, Uuid};

pub use self::entity::ResourceKind;
use self::entity::{ActiveModel, Entity, State, resource};
use crate::error::Result;

/// The constraint that refuses overlapping rows, for `on_conflict`.
pub const NO_OVERLAP: &str = "occupancy_no_overlap";

/// A half-open range of instants: `from` belongs to it, `to` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    /// Its first instant.
    pub from: DateTime<Utc>,
    /// The first instant after it.
    pub to: DateTime<Utc>,
}

impl Range {
    /// The range between two instants; the database refuses an empty or reversed one.
    #[must_use]
    pub fn new(from: DateTime<Utc>, to: DateTime<Utc>) -> Self {
        Self { from, to }
    }

    /// Whether the two share an instant; touching is not sharing.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// Makes a doctor or patient something that can be busy: in the transaction that creates the person, with the same id.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn register(tx: &DatabaseTransaction, id: Uuid, kind: ResourceKind, now: DateTime<Utc>) -> Result<()> {
    let row = resource::ActiveModel {
        id: Set(id),
        kind: Set(kind),
        created_at: Set(now),
    };
    resource::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Holds a range for a hold that is already written; the row goes with it.
///
/// # Errors
/// The constraint [`NO_OVERLAP`] when any part of the range is taken.
pub async fn hold(
    tx: &DatabaseTransaction,
    resource: Uuid,
    range: Range,
    hold: Uuid,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = ActiveModel {
        state: Set(State::Held),
        expires_at: Set(Some(expires_at)),
        hold_id: Set(Some(hold)),
        ..busy_row(resource, range, now)
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Books a range for a visit that is already written.
///
/// # Errors
/// The constraint [`NO_OVERLAP`] when any part of the range is taken.
pub async fn book(
    tx: &DatabaseTransaction,
    resource: Uuid,
    range: Range,
    appointment: Uuid,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = ActiveModel {
        state: Set(State::Booked),
        appointment_id: Set(Some(appointment)),
        ..busy_row(resource, range, now)
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Turns what a hold occupies into the visit's. `false` when the hold is gone or expired: then nothing changed.
/// Afterwards the hold may be deleted.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn book_held(tx: &DatabaseTransaction, hold: Uuid, appointment: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let booked = entity::of_live_hold(hold, now)
        .set(entity::booked_by(appointment))
        .exec(tx)
        .await?;
    Ok(booked.rows_affected > 0)
}

/// Frees everything a hold occupies.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn release_hold(tx: &DatabaseTransaction, hold: Uuid) -> Result<()> {
    entity::of_hold(hold).exec(tx).await?;
    Ok(())
}

/// Frees everything a visit occupies.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn release(tx: &DatabaseTransaction, appointment: Uuid) -> Result<()> {
    entity::of_appointment(appointment).exec(tx).await?;
    Ok(())
}

/// Deletes expired rows that would be in the way of `range`: first in the transaction that would collide with them.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn delete_expired(
    tx: &DatabaseTransaction,
    resources: &[Uuid],
    range: Range,
    now: DateTime<Utc>,
) -> Result<u64> {
    let deleted = entity::expired(resources, range, now).exec(tx).await?;
    Ok(deleted.rows_affected)
}

/// Deletes every expired row; gives the resource that became free and the hold that kept it, once for each row.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn sweep_expired(tx: &DatabaseTransaction, now: DateTime<Utc>) -> Result<Vec<(Uuid, Option<Uuid>)>> {
    let deleted = entity::every_expired(now).exec_with_returning(tx).await?;
    Ok(deleted.into_iter().map(|row| (row.resource_id, row.hold_id)).collect())
}

/// What is held of a resource within a range, in order, and until when.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn held(
    db: &impl ConnectionTrait,
    resource: Uuid,
    range: Range,
    now: DateTime<Utc>,
) -> Result<Vec<(Range, DateTime<Utc>)>> {
    let rows = entity::held(resource, range, now)
        .order_by_asc(entity::Column::BusyFrom)
        .all(db)
        .await?;
    let held = rows
        .into_iter()
        .filter_map(|row| Some((Range::new(row.busy_from, row.busy_to), row.expires_at?)));
    Ok(held.collect())
}

/// What is busy of one resource within a range, in order; expired rows count as free.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn busy(db: &impl ConnectionTrait, resource: Uuid, range: Range, now: DateTime<Utc>) -> Result<Vec<Range>> {
    Ok(busy_of(db, &[resource], range, now)
        .await?
        .remove(&resource)
        .unwrap_or_default())
}

/// What is busy of several resources within a range, each in order; a resource with nothing is not in the map.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn busy_of(
    db: &impl ConnectionTrait,
    resources: &[Uuid],
    range: Range,
    now: DateTime<Utc>,
) -> Result<BTreeMap<Uuid, Vec<Range>>> {
    let mut busy: BTreeMap<Uuid, Vec<Range>> = BTreeMap::new();
    if resources.is_empty() {
        return Ok(busy);
    }
    for row in db.query_all_raw(busy_statement(db, resources, range, now)).await? {
        let found = Range::new(row.try_get("", "busy_from")?, row.try_get("", "busy_to")?);
        busy.entry(row.try_get("", "resource_id")?).or_default().push(found);
    }
    Ok(busy)
}

/// Rows never overlap, so only the last row that starts before the range can reach into it: the scan starts there and
/// never touches the resource's past. `CROSS JOIN` makes `SQLite` take the resource first.
fn busy_statement(db: &impl ConnectionTrait, resources: &[Uuid], range: Range, now: DateTime<Utc>) -> Statement {
    let marks: Vec<String> = (4..4 + resources.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "SELECT o.resource_id, o.busy_from, o.busy_to FROM resource r CROSS JOIN occupancy o
         WHERE r.id IN ({}) AND o.resource_id = r.id AND o.busy_from < $2
           AND o.busy_from >= COALESCE(
               (SELECT MAX(p.busy_from) FROM occupancy p WHERE p.resource_id = r.id AND p.busy_from < $1), $1)
           AND o.busy_to > $1 AND (o.expires_at IS NULL OR o.expires_at > $3)
         ORDER BY o.resource_id, o.busy_from",
        marks.join(", ")
    );
    let mut values: Vec<sea_orm::Value> = vec![range.from.into(), range.to.into(), now.into()];
    values.extend(resources.iter().map(|resource| sea_orm::Value::from(*resource)));
    Statement::from_sql_and_values(db.get_database_backend(), sql, values)
}

fn busy_row(resource: Uuid, range: Range, now: DateTime<Utc>) -> ActiveModel {
    ActiveModel {
        id: Set(new_id(now)),
        resource_id: Set(resource),
        busy_from: Set(range.from),
        busy_to: Set(range.to),
        created_at: Set(now),
        ..ActiveModel::default()
    }
}

fn new_id(now: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, now.timestamp_subsec_nanos()))
}

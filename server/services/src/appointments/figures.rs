//! How many visits there are, for the overview of the staff. Nothing here tells whose they are.

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::appointments::AppointmentStatus;
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter};

use super::entity::appointment::{Column, visible_to};
use crate::error::Result;
use crate::times::Instants;

/// Visits that start within a range and take place, took place or are under way.
///
/// # Errors
/// When the database fails.
pub(crate) async fn count_live(db: &impl ConnectionTrait, range: &Instants) -> Result<u64> {
    let live = AppointmentStatus::ALL.iter().filter(|status| status.is_live()).copied();
    count(db, range, Column::StartsAt, live).await
}

/// Visits that were cancelled within a range.
///
/// # Errors
/// When the database fails.
pub(crate) async fn count_cancelled(db: &impl ConnectionTrait, range: &Instants) -> Result<u64> {
    count(db, range, Column::CancelledAt, [AppointmentStatus::Cancelled]).await
}

async fn count(
    db: &impl ConnectionTrait,
    range: &Instants,
    at: Column,
    statuses: impl IntoIterator<Item = AppointmentStatus>,
) -> Result<u64> {
    let bounds: [DateTime<Utc>; 2] = [range.start, range.end];
    let found = visible_to(&Actor::System)
        .filter(Column::Status.is_in(statuses))
        .filter(at.gte(bounds[0]))
        .filter(at.lt(bounds[1]));
    Ok(found.count(db).await?)
}

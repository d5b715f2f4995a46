//! Lists that are newest first and go on from their last row.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

/// What comes after a row of these, the newest first: a range of the index, less the rows of the same instant that were shown.
pub(crate) fn after(at: impl ColumnTrait, id: impl ColumnTrait, row: (DateTime<Utc>, Uuid)) -> Condition {
    let shown = at.eq(row.0).and(id.gte(row.1));
    Condition::all().add(at.lte(row.0)).add(shown.not())
}

/// Cuts rows to `limit`. They were asked for with one more: when it is there, the last row is where the older ones begin.
pub(crate) fn cut<T>(rows: &mut Vec<T>, limit: u64, id: impl Fn(&T) -> Uuid) -> Option<Uuid> {
    let has_older = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    rows.last().filter(|_| has_older).map(id)
}

//! Human numbers: record numbers and booking references, counted in the transaction that uses them.

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::error::{Error, Result};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sequence {
    /// Record numbers.
    Patient,
    /// Doctors.
    Doctor,
    /// Booking references.
    Appointment,
}

impl Sequence {
    fn name(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Doctor => "doctor",
            Self::Appointment => "appointment",
        }
    }
}

/// The next number, without gaps: a rolled back transaction gives it back. Others wait for it until the transaction
/// ends, so take it last, after `lock_resources`.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn next(tx: &DatabaseTransaction, sequence: Sequence) -> Result<i64> {
    take(tx, sequence, 1).await
}

/// The first of `count` numbers in a row, as [`next`] would give them one by one.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn take(tx: &DatabaseTransaction, sequence: Sequence, count: usize) -> Result<i64> {
    let count = i64::try_from(count).map_err(Error::internal)?;
    let statement = Query::update()
        .table("number_sequence")
        .value("next", Expr::col("next").add(count))
        .and_where(Expr::col("name").eq(sequence.name()))
        .returning_col("next")
        .to_owned();
    let row = tx
        .query_one(&statement)
        .await?
        .ok_or_else(|| Error::internal("a number sequence is missing"))?;
    let next: i64 = row.try_get("", "next")?;
    Ok(next - count)
}

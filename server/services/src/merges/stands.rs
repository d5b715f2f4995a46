//! What stands in records that are compared: how much, and when both have a visit.

use chrono::{DateTime, Utc};
use domain::id::PatientId;
use domain::merges::Holds;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};

use super::tables::{CARE_OPEN, CARER_OPEN};
use crate::error::Result;

/// How much stands in a record.
///
/// # Errors
/// When the database fails.
pub(super) async fn holds(db: &impl ConnectionTrait, patient: PatientId, now: DateTime<Utc>) -> Result<Holds> {
    let of = |table: &'static str| {
        let mut rows = Query::select();
        rows.expr(Func::count(Expr::val(1)))
            .from(table)
            .and_where(Expr::col("patient_id").eq(patient.uuid()));
        rows
    };
    let mut coming = Query::select();
    coming
        .expr(Func::count(Expr::val(1)))
        .from("occupancy")
        .and_where(Expr::col("resource_id").eq(patient.uuid()))
        .and_where(Expr::col("busy_from").gt(now))
        .and_where(Expr::col("appointment_id").is_not_null());
    let open = |table: &'static str, states: [&'static str; 2]| {
        let mut rows = of(table);
        rows.and_where(Expr::col("state").is_in(states));
        rows
    };
    let counted = |rows: SelectStatement| Expr::SubQuery(None, Box::new(rows.into()));
    let mut counts = Query::select();
    counts
        .expr_as(counted(of("appointment")), "visits")
        .expr_as(counted(coming), "coming")
        .expr_as(counted(open("care_relationship", CARE_OPEN)), "doctors")
        .expr_as(counted(open("carer", CARER_OPEN)), "carers");
    let Some(row) = db.query_one(&counts).await? else {
        return Ok(Holds::default());
    };
    let count = |name: &str| -> Result<u32> {
        let count: i64 = row.try_get("", name)?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    };
    Ok(Holds {
        visits: count("visits")?,
        coming: count("coming")?,
        doctors: count("doctors")?,
        carers: count("carers")?,
    })
}

/// When visits of the one begin that are at the same time as visits of the other, as long as they are still to come.
///
/// # Errors
/// When the database fails.
pub(super) async fn overlaps(
    db: &impl ConnectionTrait,
    (one, other): (PatientId, PatientId),
    now: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    let mut both = Query::select();
    both.column(("own", "busy_from"))
        .from_as("occupancy", "own")
        .and_where(Expr::col(("own", "resource_id")).eq(one.uuid()))
        .and_where(Expr::col(("own", "busy_to")).gt(now))
        .and_where(Expr::col(("own", "appointment_id")).is_not_null());
    let mut theirs = Query::select();
    theirs
        .expr(Expr::val(1))
        .from_as("occupancy", "theirs")
        .and_where(Expr::col(("theirs", "resource_id")).eq(other.uuid()))
        .and_where(Expr::col(("theirs", "appointment_id")).is_not_null())
        .and_where(Expr::col(("theirs", "busy_from")).lt(Expr::col(("own", "busy_to"))))
        .and_where(Expr::col(("theirs", "busy_to")).gt(Expr::col(("own", "busy_from"))));
    both.and_where(Expr::exists(theirs))
        .order_by(("own", "busy_from"), Order::Asc);
    let rows = db.query_all(&both).await?;
    rows.iter().map(|row| Ok(row.try_get("", "busy_from")?)).collect()
}

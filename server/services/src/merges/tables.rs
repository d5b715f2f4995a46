//! What belongs to a patient, table by table: what moves with a merge, and back.

use chrono::{DateTime, Utc};
use domain::care::CareState;
use domain::carers::CarerState;
use domain::id::{DoctorId, MergeId, PatientId};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement, UnionType, UpdateStatement};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

use crate::error::Result;

/// A table whose rows move with their patient.
struct Moves {
    table: &'static str,
    /// Which rows stay because the other record has their like.
    twice: Option<Twice>,
}

/// A row in one of the states stays when the other record has one with these columns in common.
struct Twice {
    same: &'static [&'static str],
    open: &'static [&'static str],
    /// In which states the other one stands in the way.
    against: &'static [&'static str],
}

/// A relationship of care that is asked for or holds.
pub(super) const CARE_OPEN: [&str; 2] = [CareState::Requested.as_str(), CareState::Active.as_str()];
/// Somebody who was asked to act for a patient, or does.
pub(super) const CARER_OPEN: [&str; 2] = [CarerState::Offered.as_str(), CarerState::Active.as_str()];

/// Everything that points to a patient, except what [`STAYS`].
const MOVES: [Moves; 5] = [
    Moves {
        table: "appointment",
        twice: None,
    },
    Moves {
        table: "care_relationship",
        twice: Some(Twice {
            same: &["doctor_id", "kind"],
            open: &CARE_OPEN,
            against: &CARE_OPEN,
        }),
    },
    Moves {
        table: "emergency_access",
        twice: None,
    },
    Moves {
        table: "access_case",
        twice: None,
    },
    Moves {
        table: "carer",
        twice: Some(Twice {
            same: &["email_folded"],
            open: &CARER_OPEN,
            // Whom the owner has shown the door does not come back by the other record.
            against: &[CARER_OPEN[0], CARER_OPEN[1], CarerState::Ended.as_str()],
        }),
    },
];

/// Tables that point to a patient and keep their rows: a kept time is let go, an invitation is withdrawn, and the rest says
/// what was merged.
#[cfg(test)]
pub(super) const STAYS: [&str; 4] = ["hold", "patient", "patient_merge", "record_invitation"];

/// The tables whose rows move.
#[cfg(test)]
pub(super) fn moving() -> impl Iterator<Item = &'static str> {
    MOVES.iter().map(|moves| moves.table)
}

impl Moves {
    /// The rows of `from` that become part of `to`.
    fn joining(&self, from: PatientId, to: PatientId) -> Condition {
        self.rows(from, to, self.twice.as_ref().map_or(&[], |twice| twice.against))
    }

    /// The rows of `from` that can go back to `to`.
    fn returning(&self, from: PatientId, to: PatientId) -> Condition {
        self.rows(from, to, self.twice.as_ref().map_or(&[], |twice| twice.open))
    }

    fn rows(&self, from: PatientId, to: PatientId, against: &'static [&'static str]) -> Condition {
        let own = Condition::all().add(Expr::col((self.table, "patient_id")).eq(from.uuid()));
        let Some(twice) = &self.twice else { return own };
        let mut like = Query::select();
        like.expr(Expr::val(1))
            .from_as(self.table, "theirs")
            .and_where(Expr::col(("theirs", "patient_id")).eq(to.uuid()))
            .and_where(Expr::col(("theirs", "state")).is_in(against.iter().copied()));
        for column in twice.same {
            like.and_where(Expr::col(("theirs", *column)).equals((self.table, *column)));
        }
        let clashes = Condition::all()
            .add(Expr::col((self.table, "state")).is_in(twice.open.iter().copied()))
            .add(Expr::exists(like));
        own.add(clashes.not())
    }
}

/// Writes down which rows of a record move, and gives them to the other one. A statement or two for each table.
///
/// # Errors
/// When the database fails.
pub(super) async fn hand_over(tx: &DatabaseTransaction, merge: MergeId, from: PatientId, to: PatientId) -> Result<()> {
    for moves in &MOVES {
        let mut rows = Query::select();
        rows.expr(Expr::val(merge.uuid()))
            .expr(Expr::val(moves.table))
            .column((moves.table, "id"))
            .from(moves.table)
            .cond_where(moves.joining(from, to));
        let mut kept = Query::insert();
        kept.into_table("patient_merge_row")
            .columns(["merge_id", "of_table", "row_id"]);
        kept.select_from(rows).map_err(anyhow::Error::from)?;
        tx.execute(&kept).await?;
        tx.execute(&give(moves.table, merge, from, to)).await?;
    }
    Ok(())
}

/// Gives the rows that moved back to the record that they came from, as far as it has not got their like meanwhile.
///
/// # Errors
/// When the database fails.
pub(super) async fn give_back(tx: &DatabaseTransaction, merge: MergeId, from: PatientId, to: PatientId) -> Result<()> {
    for moves in &MOVES {
        let mut back = give(moves.table, merge, from, to);
        back.cond_where(moves.returning(from, to));
        tx.execute(&back).await?;
    }
    Ok(())
}

fn give(table: &'static str, merge: MergeId, from: PatientId, to: PatientId) -> UpdateStatement {
    let mut give = Query::update();
    give.table(table)
        .value("patient_id", to.uuid())
        .and_where(Expr::col("patient_id").eq(from.uuid()))
        .and_where(Expr::col("id").in_subquery(moved(merge, table)));
    give
}

/// The ids of the rows of a table that moved.
fn moved(merge: MergeId, table: &'static str) -> SelectStatement {
    let mut moved = Query::select();
    moved
        .column("row_id")
        .from("patient_merge_row")
        .and_where(Expr::col("merge_id").eq(merge.uuid()))
        .and_where(Expr::col("of_table").eq(table));
    moved
}

/// Makes the time of the visits that moved and are not over the time of the patient who has them now.
///
/// # Errors
/// The constraint `occupancy_no_overlap` when both records have a visit at the same time.
pub(super) async fn occupy(
    tx: &DatabaseTransaction,
    merge: MergeId,
    of: (PatientId, PatientId),
    now: DateTime<Utc>,
) -> Result<()> {
    let (from, to) = of;
    let mut occupy = Query::update();
    occupy
        .table("occupancy")
        .value("resource_id", to.uuid())
        .and_where(Expr::col("resource_id").eq(from.uuid()))
        .and_where(Expr::col("busy_to").gt(now))
        .and_where(Expr::col("appointment_id").in_subquery(moved(merge, "appointment")));
    tx.execute(&occupy).await?;
    Ok(())
}

/// The doctors whose open pages show what moved: those of visits that are not over and of care.
///
/// # Errors
/// When the database fails.
pub(super) async fn doctors(tx: &DatabaseTransaction, merge: MergeId, now: DateTime<Utc>) -> Result<Vec<DoctorId>> {
    let mut doctors = Query::select();
    doctors
        .distinct()
        .column("doctor_id")
        .from("appointment")
        .and_where(Expr::col("ends_at").gt(now))
        .and_where(Expr::col("id").in_subquery(moved(merge, "appointment")));
    let mut caring = Query::select();
    caring
        .distinct()
        .column("doctor_id")
        .from("care_relationship")
        .and_where(Expr::col("id").in_subquery(moved(merge, "care_relationship")));
    doctors.union(UnionType::Distinct, caring);
    let rows = tx.query_all(&doctors).await?;
    rows.iter()
        .map(|row| Ok(DoctorId::from_uuid(row.try_get::<Uuid>("", "doctor_id")?)))
        .collect()
}

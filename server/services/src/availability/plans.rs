//! Blocked and opened time as calendars show it.

use domain::availability::ExceptionKind;
use domain::id::DoctorId;
use sea_orm::QueryOrder;

use super::diaries::Diaries;
use super::entity::exception;
use super::resolve::open_windows;
use crate::doctors;
use crate::error::{Error, Result};
use crate::scope::{Scope, Tools};
use crate::times::Instants;

/// Time in which a doctor cannot be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub range: Instants,
    /// What the doctor wrote about it, for the doctor only.
    pub note: Option<String>,
}

/// The doctor's own blocks that share an instant with `range`, in order.
///
/// # Errors
/// `Forbidden` for anybody but that doctor.
pub async fn blocks(scope: &Scope, doctor: DoctorId, range: &Instants) -> Result<Vec<Block>> {
    if scope.doctor()? != doctor {
        return Err(Error::Forbidden);
    }
    let planned = exception::within(doctor, range)
        .order_by_asc(exception::Column::StartsAt)
        .all(scope.db())
        .await?;
    let blocks = planned.into_iter().filter(|one| one.kind == ExceptionKind::Block);
    blocks
        .map(|row| {
            let note = note(scope.tools(), &row)?;
            Ok(Block {
                range: row.range(),
                note,
            })
        })
        .collect()
}

/// When the doctor can be booked in principle within `range`, blocks and visits not taken out: in order, no two overlap.
///
/// # Errors
/// `Forbidden` for anybody but that doctor.
pub async fn open_times(scope: &Scope, doctor: DoctorId, range: &Instants) -> Result<Vec<Instants>> {
    if scope.doctor()? != doctor {
        return Err(Error::Forbidden);
    }
    let found = doctors::bookable(scope.db(), &[doctor]).await?;
    let from = scope.now().min(range.start);
    let diaries = Diaries::load(scope.db(), from, found).await?;
    Ok(diaries
        .diary(doctor)
        .map(|diary| open_windows(&diary.timetable, range, |_| true))
        .unwrap_or_default())
}

/// What the doctor wrote about a block or an opening.
pub(super) fn note(tools: &Tools, row: &exception::Model) -> Result<Option<String>> {
    let sealed = row.note_sealed.as_deref();
    let opened = sealed.map(|note| tools.keys.open("availability_exception", "note", row.id.uuid(), note));
    Ok(opened.transpose()?)
}

//! Blocks and openings: planned and taken back by their doctor.

use chrono::{NaiveDateTime, TimeDelta, Timelike};
use domain::availability::{AddException, ExceptionKind, ExceptionWhat, RemoveException, ValidException};
use domain::conflict::Conflict;
use domain::form::{FieldErrors, Problem};
use domain::id::{DoctorId, ExceptionId};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};

use super::entity::exception;
use super::rules::{MOST, changed, longest_visit, own_row, place, zone_of};
use super::standing::Standing;
use crate::audit::{self, Action, Event, Subject};
use crate::database::lock_resources;
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::times::{DAY_MINUTES, Instants, Zone, day_range, local_day};

/// Blocks a time everywhere, in the doctor's own zone, or opens one at a place, in the zone of that place. Visits in a
/// block stay; the answer is how many there are.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `Invalid` with what to mend, `ExceptionOverlaps` when a block is on a
/// block, or an opening on anything planned.
pub async fn add_exception(scope: &Scope, request: &AddException) -> Result<u32> {
    let doctor = scope.doctor()?;
    scope
        .transaction(async |tx| {
            lock_resources(tx, &[doctor.uuid()]).await?;
            let own_zone = zone_of(&own_row(tx, doctor).await?)?;
            let wanted = request.parse(local_day(scope.now(), &own_zone))?;
            let mut longest = 0;
            let mut zone = own_zone;
            if let ExceptionWhat::Opening { location, visit_types } = &wanted.what {
                zone = place(tx, *location).await?.unwrap_or(zone);
                longest = longest_visit(tx, *location, visit_types).await?;
            }
            let range = instants(&wanted, &zone)?;
            if range.end <= scope.now() {
                return Err(FieldErrors::one("to_time", Problem::TimePast).into());
            }
            if range.end - range.start < TimeDelta::minutes(longest.into()) {
                let minutes = longest.into();
                return Err(FieldErrors::one("to_time", Problem::TooShortForVisit { minutes }).into());
            }
            refuse_overlap(tx, scope, doctor, kind_of(&wanted.what), &range).await?;
            let affected = match wanted.what {
                ExceptionWhat::Block => Standing::load(tx, scope.now(), doctor).await?.within(&range),
                ExceptionWhat::Opening { .. } => 0,
            };
            insert(tx, scope, doctor, &wanted, range, affected).await?;
            changed(tx, scope, doctor).await?;
            Ok(affected)
        })
        .await
}

/// Takes one of the doctor's own blocks or openings away, until it is brought back ([`super::restore_exception`]). Visits in
/// an opening stay; the answer is how many there are.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `NotFound` when it is not the doctor's, `Stale` when it was changed.
pub async fn remove_exception(scope: &Scope, request: &RemoveException) -> Result<u32> {
    let doctor = scope.doctor()?;
    let (id, version) = request.parse()?;
    scope
        .transaction(async |tx| {
            lock_resources(tx, &[doctor.uuid()]).await?;
            let found = exception::own(doctor, id).one(tx).await?.ok_or(Error::NotFound)?;
            let affected = match found.kind {
                ExceptionKind::Block => 0,
                ExceptionKind::Opening => Standing::load(tx, scope.now(), doctor).await?.within(&found.range()),
            };
            let gone = exception::remove_own(doctor, id, version, scope.now()).exec(tx).await?;
            if gone.rows_affected == 0 {
                return Err(Conflict::Stale.into());
            }
            let event = Event::of(Action::ExceptionRemoved).on(Subject::Exception(id.uuid()));
            audit::record(tx, scope, event.with("visits", affected)).await?;
            changed(tx, scope, doctor).await?;
            Ok(affected)
        })
        .await
}

/// The wall time as instants: what clocks jump over falls away, of what comes twice both passes belong to it.
fn instants(wanted: &ValidException, zone: &Zone) -> Result<Instants> {
    let (from, to) = (wanted.starts, wanted.ends);
    let mut windows = Vec::new();
    zone.wall_window(from.date(), minute(from), DAY_MINUTES, &mut windows);
    let start = windows
        .first()
        .map_or(day_range(from.date(), zone).end, |window| window.start);
    windows.clear();
    zone.wall_window(to.date(), 0, minute(to), &mut windows);
    let end = windows
        .last()
        .map_or(day_range(to.date(), zone).start, |window| window.end);
    if start < end {
        Ok(start..end)
    } else {
        Err(FieldErrors::one("from_time", Problem::TimeSkipped).into())
    }
}

fn minute(wall: NaiveDateTime) -> u16 {
    u16::try_from(wall.hour() * 60 + wall.minute()).unwrap_or(DAY_MINUTES)
}

fn kind_of(what: &ExceptionWhat) -> ExceptionKind {
    match what {
        ExceptionWhat::Block => ExceptionKind::Block,
        ExceptionWhat::Opening { .. } => ExceptionKind::Opening,
    }
}

pub(super) async fn refuse_overlap(
    tx: &DatabaseTransaction,
    scope: &Scope,
    doctor: DoctorId,
    wanted: ExceptionKind,
    range: &Instants,
) -> Result<()> {
    let planned = exception::since([doctor], scope.now()).all(tx).await?;
    if planned.len() >= MOST {
        return Err(Conflict::NotPossibleNow.into());
    }
    let overlaps = planned.iter().any(|other| {
        let same_kind = wanted == ExceptionKind::Opening || other.kind == ExceptionKind::Block;
        same_kind && other.starts_at < range.end && range.start < other.ends_at
    });
    if overlaps {
        return Err(Conflict::ExceptionOverlaps.into());
    }
    Ok(())
}

async fn insert(
    tx: &DatabaseTransaction,
    scope: &Scope,
    doctor: DoctorId,
    wanted: &ValidException,
    range: Instants,
    affected: u32,
) -> Result<()> {
    let id = ExceptionId::from_uuid(scope.new_id());
    let kind = kind_of(&wanted.what);
    let (location, offered) = match &wanted.what {
        ExceptionWhat::Block => (None, [].as_slice()),
        ExceptionWhat::Opening { location, visit_types } => (*location, visit_types.as_slice()),
    };
    let keys = &scope.tools().keys;
    let note = wanted.note.as_ref();
    let row = exception::ActiveModel {
        id: Set(id),
        doctor_id: Set(doctor),
        kind: Set(kind),
        starts_at: Set(range.start),
        ends_at: Set(range.end),
        location_id: Set(location),
        note_sealed: Set(note.map(|note| keys.seal("availability_exception", "note", id.uuid(), note.as_str()))),
        version: Set(1),
        removed_at: Set(None),
        created_at: Set(scope.now()),
    };
    exception::Entity::insert(row).exec_without_returning(tx).await?;
    if !offered.is_empty() {
        let offered = offered.iter().map(|visit_type| exception::visit_type::ActiveModel {
            exception_id: Set(id),
            visit_type_id: Set(*visit_type),
        });
        exception::visit_type::Entity::insert_many(offered)
            .exec_without_returning(tx)
            .await?;
    }
    let event = Event::of(Action::ExceptionAdded).on(Subject::Exception(id.uuid()));
    audit::record(tx, scope, event.with("kind", kind.as_str()).with("visits", affected)).await
}

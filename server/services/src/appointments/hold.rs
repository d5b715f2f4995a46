//! Keeping a free time while the patient checks and confirms.

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::appointments::{HoldTime, ReleaseHold, ValidHold};
use domain::carers::CarerScope;
use domain::conflict::Conflict;
use domain::form::{FieldErrors, Problem};
use domain::id::{DoctorId, HoldId, PatientId};
use domain::live::{Change, Kind, Topic};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::entity::hold;
use super::rules::{self, Asked};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::occupancy::{self, NO_OVERLAP, Range};
use crate::scope::Scope;
use crate::{availability, database, doctors, live, patients, settings, visit_types};

/// Keeps a free time for the patient who acts, instead of what was kept before. Asking twice for one time keeps it once.
///
/// # Errors
/// `Forbidden` for anybody but a patient, `NotFound` for a doctor who cannot be booked, `Invalid` for a wrong form,
/// `TimeTaken`, `TimePast` and `PatientBusy` with the nearest free times, `DailyLimit`.
pub async fn hold(scope: &Scope, request: &HoldTime) -> Result<HoldId> {
    let patient = scope.patient_for(CarerScope::Booking)?;
    let wish = request.parse()?;
    check_choices(scope, &wish).await?;
    let kept = scope
        .transaction(async |tx| keep(tx, scope, patient, &wish).await)
        .await;
    rules::or_alternatives(scope, &Asked::from(&wish), kept).await
}

/// Lets a kept time go. What this patient does not hold, or no longer, is as good as let go.
///
/// # Errors
/// `Forbidden` for anybody but a patient, `Invalid` for a wrong form.
pub async fn release(scope: &Scope, request: &ReleaseHold) -> Result<()> {
    let patient = scope.patient_for(CarerScope::Booking)?;
    let wanted = request.parse()?;
    scope
        .transaction(async |tx| {
            let Some(held) = own(wanted, scope).one(tx).await? else {
                return Ok(());
            };
            let_go(tx, scope, &held).await?;
            tell(tx, scope, patient, [held.doctor_id]).await?;
            let event = Event::of(Action::HoldReleased).on(Subject::Hold(wanted.uuid()));
            audit::record(tx, scope, event.about(patient)).await
        })
        .await
}

/// The hold with this id, if the actor may see it.
pub(super) fn own(id: HoldId, scope: &Scope) -> sea_orm::Select<hold::Entity> {
    hold::visible_to(scope.actor()).filter(hold::Column::Id.eq(id))
}

/// An unknown doctor and an unknown kind of visit are mistakes of the request, not times that were taken.
async fn check_choices(scope: &Scope, wish: &ValidHold) -> Result<()> {
    let doctor = [wish.doctor];
    let (bookable, visit_types) =
        tokio::try_join!(doctors::bookable(scope.db(), &doctor), visit_types::active(scope.db()))?;
    if bookable.is_empty() {
        return Err(Error::NotFound);
    }
    if !visit_types.iter().any(|row| row.id == wish.visit_type) {
        return Err(FieldErrors::one("visit_type", Problem::ChooseVisitType).into());
    }
    Ok(())
}

async fn keep(tx: &DatabaseTransaction, scope: &Scope, patient: PatientId, wish: &ValidHold) -> Result<HoldId> {
    let now = scope.now();
    let resources = [wish.doctor.uuid(), patient.uuid()];
    database::lock_resources(tx, &resources).await?;
    patients::stands(tx, patient).await?;
    let before = hold::visible_to(scope.actor()).one(tx).await?;
    if let Some(same) = before
        .as_ref()
        .filter(|held| is_for(held, wish) && held.expires_at > now)
    {
        return Ok(same.id);
    }
    if wish.starts_at <= now {
        return Err(rules::TIME_PAST.into());
    }
    let slot = availability::offered(
        tx,
        scope.tools(),
        wish.doctor,
        wish.visit_type,
        wish.location,
        wish.starts_at,
        Some(patient),
    )
    .await?
    .ok_or(rules::TIME_TAKEN)?;
    let range = Range::new(slot.starts_at, slot.ends_at);
    let settings = settings::current(tx).await?;
    occupancy::delete_expired(tx, &resources, range, now).await?;
    rules::patient_is_free(tx, scope, patient, range).await?;
    rules::day_has_room(tx, patient, range.from, &slot.zone, &settings).await?;
    if let Some(before) = &before {
        let_go(tx, scope, before).await?;
    }
    let id = HoldId::from_uuid(scope.new_id());
    let expires_at = now + TimeDelta::minutes(settings.hold_minutes.into());
    let row = hold::ActiveModel {
        id: Set(id),
        patient_id: Set(patient),
        doctor_id: Set(wish.doctor),
        location_id: Set(wish.location),
        visit_type_id: Set(wish.visit_type),
        starts_at: Set(range.from),
        ends_at: Set(range.to),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    hold::Entity::insert(row).exec_without_returning(tx).await?;
    occupancy::hold(tx, wish.doctor.uuid(), range, id.uuid(), expires_at, now)
        .await
        .on_conflict(NO_OVERLAP, rules::TIME_TAKEN)?;
    doctors::refresh_next_free(tx, scope, wish.doctor).await?;
    let before = before
        .map(|held| held.doctor_id)
        .filter(|doctor| *doctor != wish.doctor);
    tell(tx, scope, patient, before.into_iter().chain([wish.doctor])).await?;
    let event = Event::of(Action::TimeHeld).on(Subject::Hold(id.uuid())).about(patient);
    audit::record(tx, scope, event.with("doctor", wish.doctor.to_string())).await?;
    Ok(id)
}

fn is_for(held: &hold::Model, wish: &ValidHold) -> bool {
    (held.doctor_id, held.visit_type_id, held.location_id, held.starts_at)
        == (wish.doctor, wish.visit_type, wish.location, wish.starts_at)
}

/// Lets go of the time that a patient keeps, whoever the actor is.
///
/// # Errors
/// When the database fails.
pub(crate) async fn let_go_of_all(tx: &DatabaseTransaction, scope: &Scope, patient: PatientId) -> Result<()> {
    let kept = hold::visible_to(&Actor::System).filter(hold::Column::PatientId.eq(patient));
    for held in kept.all(tx).await? {
        let_go(tx, scope, &held).await?;
        tell(tx, scope, patient, [held.doctor_id]).await?;
    }
    Ok(())
}

async fn let_go(tx: &DatabaseTransaction, scope: &Scope, held: &hold::Model) -> Result<()> {
    hold::remove(held.id).exec(tx).await?;
    doctors::refresh_next_free(tx, scope, held.doctor_id).await
}

/// The patient's other pages and the calendars of the doctors show what is kept.
pub(super) async fn tell(
    tx: &DatabaseTransaction,
    scope: &Scope,
    patient: PatientId,
    doctors: impl IntoIterator<Item = DoctorId>,
) -> Result<()> {
    let doctors = doctors.into_iter().map(Topic::Doctor);
    let topics = [Topic::Patient(patient)].into_iter().chain(doctors);
    let changes: Vec<Change> = topics.map(|topic| Change::of(topic, Kind::Hold)).collect();
    live::tell(tx, scope.now(), &changes).await
}

/// What is missing when a patient names a hold that is not there: replaced by a newer one, or let go, or never theirs.
pub(super) async fn missing(tx: &DatabaseTransaction, scope: &Scope) -> Result<Error> {
    let newer = hold::visible_to(scope.actor())
        .filter(hold::Column::ExpiresAt.gt(scope.now()))
        .one(tx)
        .await?;
    Ok(newer.map_or(Conflict::HoldExpired, |_| Conflict::HoldTaken).into())
}

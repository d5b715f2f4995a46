//! Booking a kept time.

use domain::actor::Actor;
use domain::appointments::{AppointmentStatus, BookAppointment, ValidBooking};
use domain::carers::CarerScope;
use domain::conflict::Conflict;
use domain::id::{AppointmentId, HoldId, PatientId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::entity::{appointment, hold};
use super::history::{self, Step};
use super::letters;
use super::rules::{self, Asked};
use crate::audit::{self, Action, Event, Subject};
use crate::doctors::DoctorRow;
use crate::error::{Error, OnConflict, Result};
use crate::numbers::{self, Sequence};
use crate::occupancy::{self, NO_OVERLAP, Range};
use crate::outbox::{self, Mail, Side};
use crate::scope::Scope;
use crate::times::{Zone, local_start};
use crate::{database, doctors, live, locations, settings, visit_types};

/// Books what the patient holds. The same hold again gives the same visit, so a double tap books once.
///
/// # Errors
/// `Forbidden` for anybody but a patient, `Invalid` for a wrong form, `HoldExpired` also for what was let go or never
/// was this patient's, `HoldTaken` when a newer hold took its place, `PatientBusy` with the nearest free times, `DailyLimit`,
/// `DoctorNotBookable`.
pub async fn book(scope: &Scope, request: &BookAppointment) -> Result<AppointmentId> {
    let patient = scope.patient_for(CarerScope::Booking)?;
    let wish = request.parse()?;
    let booked = scope
        .transaction(async |tx| confirm(tx, scope, patient, &wish).await)
        .await;
    let Err(Error::Conflict(Conflict::PatientBusy { .. })) = &booked else {
        return booked;
    };
    let held = super::hold::own(wish.hold, scope).one(scope.db()).await?;
    match held {
        Some(held) => rules::or_alternatives(scope, &Asked::from(&held), booked).await,
        None => booked,
    }
}

/// The visit that came of a hold of the patient who acts, for a page that is asked for after the booking.
///
/// # Errors
/// `Forbidden` for anybody but a patient.
pub async fn booked_from(scope: &Scope, hold: HoldId) -> Result<Option<AppointmentId>> {
    scope.patient_for(CarerScope::Booking)?;
    made_of(scope.db(), scope.actor(), hold).await
}

async fn made_of(db: &impl ConnectionTrait, actor: &Actor, hold: HoldId) -> Result<Option<AppointmentId>> {
    let made = appointment::visible_to(actor)
        .filter(appointment::Column::HoldId.eq(hold))
        .one(db)
        .await?;
    Ok(made.map(|visit| visit.id))
}

async fn confirm(
    tx: &DatabaseTransaction,
    scope: &Scope,
    patient: PatientId,
    wish: &ValidBooking,
) -> Result<AppointmentId> {
    if let Some(done) = made_of(tx, scope.actor(), wish.hold).await? {
        return Ok(done);
    }
    let Some(seen) = super::hold::own(wish.hold, scope).one(tx).await? else {
        // Gone: booked between the two looks, or let go.
        return match made_of(tx, scope.actor(), wish.hold).await? {
            Some(done) => Ok(done),
            None => Err(super::hold::missing(tx, scope).await?),
        };
    };
    let resources = [seen.doctor_id.uuid(), patient.uuid()];
    database::lock_resources(tx, &resources).await?;
    // Whoever confirmed the same hold meanwhile has committed by now.
    if let Some(done) = made_of(tx, scope.actor(), wish.hold).await? {
        return Ok(done);
    }
    let Some(held) = super::hold::own(wish.hold, scope).one(tx).await? else {
        return Err(super::hold::missing(tx, scope).await?);
    };
    let now = scope.now();
    if held.expires_at <= now {
        return Err(Conflict::HoldExpired.into());
    }
    let doctor = doctors::bookable(tx, &[held.doctor_id]).await?.pop();
    let doctor = doctor.ok_or(Conflict::DoctorNotBookable)?;
    let zone = zone_of(tx, scope, &held, &doctor).await?;
    let range = Range::new(held.starts_at, held.ends_at);
    let settings = settings::current(tx).await?;
    occupancy::delete_expired(tx, &resources, range, now).await?;
    rules::patient_is_free(tx, scope, patient, range).await?;
    rules::day_has_room(tx, patient, range.from, &zone, &settings).await?;
    let id = write(tx, scope, &held, &zone, wish).await?;
    if !occupancy::book_held(tx, held.id.uuid(), id.uuid(), now).await? {
        return Err(Conflict::HoldExpired.into());
    }
    occupancy::book(tx, patient.uuid(), range, id.uuid(), now)
        .await
        .on_conflict(NO_OVERLAP, rules::PATIENT_BUSY)?;
    hold::remove(held.id).exec(tx).await?;
    tell(tx, scope, id, &held).await?;
    Ok(id)
}

/// Clinic time: that of the place, or the doctor's own for a video visit.
async fn zone_of(tx: &DatabaseTransaction, scope: &Scope, held: &hold::Model, doctor: &DoctorRow) -> Result<Zone> {
    let name = match held.location_id {
        Some(id) => locations::by_ids(tx, [id]).await?.remove(&id).map(|place| place.zone),
        None => Some(doctor.time_zone.clone()),
    };
    let zone = name.and_then(|name| Zone::named(&name).ok());
    Ok(zone.unwrap_or_else(|| scope.tools().site.time_zone.clone()))
}

async fn write(
    tx: &DatabaseTransaction,
    scope: &Scope,
    held: &hold::Model,
    zone: &Zone,
    wish: &ValidBooking,
) -> Result<AppointmentId> {
    let now = scope.now();
    let id = AppointmentId::from_uuid(scope.new_id());
    let kinds = visit_types::all(tx).await?;
    let confirms = kinds.iter().any(|kind| kind.id == held.visit_type_id && kind.confirms);
    let status = if confirms {
        AppointmentStatus::Pending
    } else {
        AppointmentStatus::Booked
    };
    let local = local_start(held.starts_at, zone);
    let keys = &scope.tools().keys;
    let reason = wish.reason.as_ref();
    let row = appointment::ActiveModel {
        id: Set(id),
        number: Set(numbers::next(tx, Sequence::Appointment).await?),
        patient_id: Set(held.patient_id),
        doctor_id: Set(held.doctor_id),
        location_id: Set(held.location_id),
        visit_type_id: Set(held.visit_type_id),
        hold_id: Set(Some(held.id)),
        starts_at: Set(held.starts_at),
        ends_at: Set(held.ends_at),
        local_start: Set(local.local_start),
        zone: Set(local.zone),
        tzdb: Set(local.tzdb),
        status: Set(status),
        reason_sealed: Set(reason.map(|text| keys.seal("appointment", "reason", id.uuid(), text.as_str()))),
        cancelled_at: Set(None),
        cancel_reason_sealed: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    appointment::Entity::insert(row).exec_without_returning(tx).await?;
    let first = Step {
        from: None,
        to: status,
        note: None,
    };
    history::write(tx, scope, id, &first).await?;
    Ok(id)
}

async fn tell(tx: &DatabaseTransaction, scope: &Scope, id: AppointmentId, held: &hold::Model) -> Result<()> {
    let patients_side = letters::patients_side(tx, scope.tools(), held.patient_id).await?;
    for side in patients_side.into_iter().chain([Side::Doctor]) {
        outbox::post(tx, scope, Mail::VisitBooked { appointment: id, side }).await?;
    }
    doctors::refresh_next_free(tx, scope, held.doctor_id).await?;
    live::tell_visit(tx, scope.now(), (held.patient_id, held.doctor_id), id).await?;
    let event = Event::of(Action::VisitBooked).on(Subject::Visit(id.uuid()));
    audit::record(
        tx,
        scope,
        event.about(held.patient_id).with("doctor", held.doctor_id.to_string()),
    )
    .await
}

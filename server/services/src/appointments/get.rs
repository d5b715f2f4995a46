//! One visit, and one hold, on their own pages.

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::appointments::{Action as Step, Appointment, HoldView, LostHold, allowed_actions};
use domain::carers::CarerScope;
use domain::conflict::Conflict;
use domain::id::{AppointmentId, HoldId};
use domain::settings::Settings;

use super::change::{own, participant};
use super::entity::{appointment, hold};
use super::history;
use super::history::People;
use super::rules::{self, Asked};
use super::telling::{Names, Reader, kind_at, named};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::money::money_label;
use crate::scope::Scope;
use crate::times::Formatter;
use crate::{doctors, locations, photos, settings, visit_types};

/// A visit of the patient or doctor who acts, with its history and what may be done with it now.
///
/// # Errors
/// `Forbidden` for anybody without visits, `NotFound` for somebody else's.
pub async fn get(scope: &Scope, id: AppointmentId) -> Result<Appointment> {
    participant(scope)?;
    let db = scope.db();
    let visit = own(db, scope, id).await?;
    let event = Event::of(Action::VisitRead).on(Subject::Visit(id.uuid()));
    audit::read(scope, event.about(visit.patient_id)).await?;
    let visits = std::slice::from_ref(&visit);
    let (reader, names, settings, steps, mut fees) = tokio::try_join!(
        Reader::of(scope),
        Names::of(db, visits, scope.language()),
        settings::of(scope.tools(), db),
        history::rows(db, id),
        doctors::fees(db, [visit.doctor_id]),
    )?;
    let people = (names.patient(visit.patient_id), names.doctor(visit.doctor_id));
    let people = People::of(db, people, visit.patient_id, &steps).await?;
    let (tools, keys) = (scope.tools(), &scope.tools().keys);
    let formatter = reader.formatter_of(tools, &visit);
    let actions = allowed_actions(scope.actor(), &rules::facts(&visit, &settings), scope.now());
    let open = |column, sealed: &Option<Vec<u8>>| {
        let sealed = sealed.as_deref();
        sealed
            .map(|sealed| keys.open("appointment", column, id.uuid(), sealed))
            .transpose()
    };
    let history = steps
        .iter()
        .map(|step| history::entry(scope, &formatter, &people, step));
    Ok(Appointment {
        summary: names.summary(tools, &reader, &visit),
        location: names.place(visit.location_id),
        fee: fees
            .remove(&(visit.doctor_id, visit.visit_type_id))
            .map(|fee| money_label(fee, scope.language())),
        reason: open("reason", &visit.reason_sealed)?,
        cancel_reason: open("cancel_reason", &visit.cancel_reason_sealed)?,
        history: history.collect::<Result<_>>()?,
        cancel_until: actions
            .contains(&Step::Cancel)
            .then(|| cancel_until(scope.actor(), &visit, &settings, &formatter)),
        actions,
        clinic_phone: settings.clinic_phone,
        version: visit.version,
    })
}

fn cancel_until(actor: &Actor, visit: &appointment::Model, settings: &Settings, formatter: &Formatter) -> String {
    let until = match actor {
        Actor::Patient { .. } | Actor::Carer { .. } => {
            visit.starts_at - TimeDelta::hours(settings.cancel_notice_hours.into())
        }
        _ => visit.ends_at,
    };
    formatter.moment(until).label
}

/// A time that the patient who acts holds, to be checked and booked.
///
/// # Errors
/// `Forbidden` for anybody but a patient, `NotFound` for what this patient does not hold (`booked_from` tells whether a
/// visit came of it), `HoldExpired` when it was not confirmed in time.
pub async fn hold_view(scope: &Scope, id: HoldId) -> Result<HoldView> {
    scope.patient_for(CarerScope::Booking)?;
    let held = super::hold::own(id, scope)
        .one(scope.db())
        .await?
        .ok_or(Error::NotFound)?;
    if held.expires_at <= scope.now() {
        return Err(Conflict::HoldExpired.into());
    }
    view(scope, held).await
}

/// What leads on from a time that the patient who acts kept once; nothing when it was let go, or never theirs.
///
/// # Errors
/// `Forbidden` for anybody but a patient.
pub async fn lost_hold(scope: &Scope, id: HoldId) -> Result<Option<LostHold>> {
    scope.patient_for(CarerScope::Booking)?;
    let Some(kept) = hold::visible_to(scope.actor()).one(scope.db()).await? else {
        return Ok(None);
    };
    if kept.id == id {
        let nearest = rules::nearest(scope, &Asked::from(&kept)).await?;
        let was = Box::new(view(scope, kept).await?);
        return Ok(Some(LostHold::Expired { was, nearest }));
    }
    Ok((kept.expires_at > scope.now()).then_some(LostHold::Replaced { by: kept.id }))
}

/// The time that a patient holds at present, if there is one.
pub(super) async fn held_now(scope: &Scope) -> Result<Option<HoldView>> {
    let held = hold::visible_to(scope.actor()).one(scope.db()).await?;
    match held.filter(|held| held.expires_at > scope.now()) {
        Some(held) => Ok(Some(view(scope, held).await?)),
        None => Ok(None),
    }
}

async fn view(scope: &Scope, held: hold::Model) -> Result<HoldView> {
    let db = scope.db();
    let (reader, mut doctors, mut specialties, mut fees, kinds, mut places) = tokio::try_join!(
        Box::pin(Reader::of(scope)),
        Box::pin(doctors::by_ids(db, [held.doctor_id])),
        Box::pin(doctors::specialties(db, [held.doctor_id], scope.language())),
        doctors::fees(db, [held.doctor_id]),
        visit_types::all(db),
        locations::by_ids(db, held.location_id),
    )?;
    let doctor = doctors.remove(&held.doctor_id).ok_or(Error::NotFound)?;
    let doctor_photo = photos::of_account(db, doctor.account_id).await?;
    let kind = kinds
        .into_iter()
        .find(|kind| kind.id == held.visit_type_id)
        .ok_or(Error::NotFound)?;
    let place = held.location_id.and_then(|id| places.remove(&id));
    let zone = place.as_ref().map_or(&doctor.time_zone, |place| &place.zone);
    let formatter = reader.formatter(&named(scope.tools(), zone), kind_at(held.location_id));
    let left = (held.expires_at - scope.now()).num_seconds();
    Ok(HoldView {
        id: held.id,
        doctor: held.doctor_id,
        specialty: specialties
            .remove(&held.doctor_id)
            .and_then(|names| names.into_iter().next()),
        visit_type: kind.id,
        kind: kind.kind,
        minutes: kind.minutes(),
        confirms: kind.confirms,
        visit_name: kind.name_in(scope.language()),
        visit_code: kind.code,
        when: formatter.when(&(held.starts_at..held.ends_at)),
        location: place.map(|place| place.place()),
        fee: fees
            .remove(&(held.doctor_id, held.visit_type_id))
            .map(|fee| money_label(fee, scope.language())),
        expires: formatter.named_time(held.expires_at),
        expires_at: held.expires_at,
        seconds_left: u32::try_from(left).unwrap_or_default(),
        doctor_name: doctor.name,
        doctor_photo,
    })
}

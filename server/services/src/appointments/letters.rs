//! What mails say of visits, as things stand when they are sent: when, where and with whom, never why.

use domain::actor::ActorKind;
use domain::appointments::AppointmentStatus;
use domain::doctors::VisitKind;
use domain::id::{AccountId, AppointmentId, PatientId};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::entity::appointment::{self, Model};
use super::history;
use super::telling::{kind_at, named};
use crate::accounts::contact;
use crate::error::{Error, Result};
use crate::locations::LocationRow;
use crate::mail::{Reader, Visit, Written};
use crate::outbox::Side;
use crate::scope::Tools;
use crate::times::Formatter;
use crate::{carers, doctors, locations, patients};

/// The mail about a booking; nothing when the visit was cancelled meanwhile or its reader has no account.
pub(crate) async fn booked(tools: &Tools, id: AppointmentId, side: Side) -> Result<Option<Written>> {
    let Some((visit, reader, told)) = facts(tools, id, side).await? else {
        return Ok(None);
    };
    if visit.status == AppointmentStatus::Cancelled {
        return Ok(None);
    }
    if let Side::Carer(_) = side {
        return about_anothers(tools, &visit, &reader, &told).await.map(Some);
    }
    let steps = history::rows(tools.database.read(), id).await?;
    let first = steps.last().map_or(visit.status, |step| step.to_status);
    let paper = tools.stationery().await?;
    Ok(match (first, visit.status, side) {
        (AppointmentStatus::Pending, AppointmentStatus::Pending, Side::Doctor) => {
            Some(paper.doctor_visit_requested(&reader, &told))
        }
        (AppointmentStatus::Pending, AppointmentStatus::Pending, _) => Some(paper.visit_requested(&reader, &told)),
        // Confirmed before this mail left: the patient reads it in the mail about that, the doctor did it.
        (AppointmentStatus::Pending, _, _) => None,
        (_, _, Side::Doctor) => Some(paper.doctor_visit_booked(&reader, &told)),
        (_, _, _) => Some(paper.visit_booked(&reader, &told)),
    })
}

/// The mail to the patient's side, whose booking the doctor confirmed.
pub(crate) async fn confirmed(tools: &Tools, id: AppointmentId, side: Side) -> Result<Option<Written>> {
    let found = facts(tools, id, side).await?;
    let Some((visit, reader, told)) = found.filter(|(visit, ..)| visit.status != AppointmentStatus::Cancelled) else {
        return Ok(None);
    };
    if let Side::Carer(_) = side {
        return about_anothers(tools, &visit, &reader, &told).await.map(Some);
    }
    Ok(Some(tools.stationery().await?.visit_confirmed(&reader, &told)))
}

/// The mail about a cancellation.
pub(crate) async fn cancelled(tools: &Tools, id: AppointmentId, side: Side) -> Result<Option<Written>> {
    let Some((visit, reader, told)) = facts(tools, id, side).await? else {
        return Ok(None);
    };
    if let Side::Carer(_) = side {
        let patient = patients_name(tools, &visit).await?;
        let paper = tools.stationery().await?;
        return Ok(Some(paper.carer_visit_cancelled(&reader, &told, &patient)));
    }
    let steps = history::rows(tools.database.read(), id).await?;
    let cancelled = steps.iter().find(|step| step.to_status == AppointmentStatus::Cancelled);
    let by_patient = cancelled.is_some_and(|step| matches!(step.actor_kind, ActorKind::Patient | ActorKind::Carer));
    let paper = tools.stationery().await?;
    Ok(Some(match side {
        Side::Doctor => paper.doctor_visit_cancelled(&reader, &told),
        _ if by_patient => paper.visit_cancelled_by_you(&reader, &told),
        _ => paper.visit_cancelled_by_clinic(&reader, &told),
    }))
}

/// The mail to who acts for the patient: whose visit it is, as they may act for several.
async fn about_anothers(tools: &Tools, visit: &Model, reader: &Reader, told: &Visit) -> Result<Written> {
    let patient = patients_name(tools, visit).await?;
    Ok(tools.stationery().await?.carer_visit(reader, told, &patient))
}

async fn patients_name(tools: &Tools, visit: &Model) -> Result<String> {
    let names = patients::names(tools.database.read(), [visit.patient_id]).await?;
    names.into_values().next().ok_or(Error::NotFound)
}

/// Everybody who is told of a patient's visit on the patient's side: those who act for one without an account.
pub(super) async fn patients_side(tx: &impl ConnectionTrait, tools: &Tools, patient: PatientId) -> Result<Vec<Side>> {
    if patients::account_of(tx, patient).await?.is_some() {
        return Ok(vec![Side::Patient]);
    }
    let carers = carers::accounts_told(tx, tools, patient).await?;
    Ok(carers.into_iter().map(Side::Carer).collect())
}

async fn facts(tools: &Tools, id: AppointmentId, side: Side) -> Result<Option<(Model, Reader, Visit)>> {
    let db = tools.database.read();
    let visit = appointment::visible_to(&domain::actor::Actor::System)
        .filter(appointment::Column::Id.eq(id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let doctor = doctors::by_ids(db, [visit.doctor_id]).await?.remove(&visit.doctor_id);
    let doctor = doctor.ok_or(Error::NotFound)?;
    let account = match side {
        Side::Doctor => Some(doctor.account_id),
        // Whoever acts for the patient no more hears nothing more.
        Side::Carer(account) => {
            let told = carers::accounts_told(db, tools, visit.patient_id).await?;
            told.contains(&account).then_some(account)
        }
        Side::Patient => patients::account_of(db, visit.patient_id).await?,
    };
    let Some(account) = account else {
        return Ok(None);
    };
    let reader = contact::reader(db, account).await?;
    let formatter = formatter(tools, &visit, account, &reader).await?;
    let told = Visit {
        id,
        number: visit.number.to_string(),
        doctor: doctor.name,
        when: formatter.when(&(visit.starts_at..visit.ends_at)),
        place: place(db, &visit, &reader).await?,
    };
    Ok(Some((visit, reader, told)))
}

/// Clinic time for a visit in person, the reader's for one by video; always with the zone, as a mail is read anywhere.
async fn formatter(tools: &Tools, visit: &Model, account: AccountId, reader: &Reader) -> Result<Formatter> {
    let zone = match kind_at(visit.location_id) {
        VisitKind::InPerson => None,
        VisitKind::Video => contact::time_zone(tools.database.read(), account).await?,
    };
    let zone = named(tools, zone.as_deref().unwrap_or(&visit.zone));
    Ok(Formatter::new(&zone, reader.language).naming_zone())
}

async fn place(db: &impl ConnectionTrait, visit: &Model, reader: &Reader) -> Result<String> {
    let Some(id) = visit.location_id else {
        return Ok(reader.language.ui().booking.by_video.to_owned());
    };
    let address = |place: LocationRow| format!("{}, {}, {}", place.name, place.address_line, place.city);
    let place = locations::by_ids(db, [id]).await?.remove(&id).map(address);
    place.ok_or(Error::NotFound)
}

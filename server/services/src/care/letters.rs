//! What mails say of relationships, as things stand when they are sent: that there is something, never why.

use domain::actor::{Actor, ActorKind};
use domain::care::CareState;
use domain::id::{CareId, DoctorId};
use sea_orm::{ColumnTrait, QueryFilter};

use super::entity::relationship::{self, Column, Model};
use crate::accounts::contact;
use crate::error::{Error, Result};
use crate::mail::{Reader, Written};
use crate::outbox::Side;
use crate::scope::Tools;
use crate::{doctors, patients};

/// The mail to whoever was asked; nothing when there is nothing to answer any more.
pub(crate) async fn asked(tools: &Tools, id: CareId) -> Result<Option<Written>> {
    let care = found(tools, id).await?;
    if care.state != CareState::Requested {
        return Ok(None);
    }
    let paper = tools.stationery().await?;
    Ok(match care.requested_by {
        ActorKind::Patient => Some(paper.doctor_care_asked(&doctor(tools, care.doctor_id).await?.0)),
        _ => patient(tools, &care)
            .await?
            .map(|(to, doctor)| paper.care_asked(&to, &doctor)),
    })
}

/// The mail to whoever asked.
pub(crate) async fn answered(tools: &Tools, id: CareId) -> Result<Option<Written>> {
    let care = found(tools, id).await?;
    let paper = tools.stationery().await?;
    let agreed = match care.state {
        CareState::Active => true,
        CareState::Declined => false,
        // Ended before this mail left: another one tells that.
        CareState::Requested | CareState::Ended => return Ok(None),
    };
    if care.requested_by == ActorKind::Doctor {
        let (to, _) = doctor(tools, care.doctor_id).await?;
        return Ok(Some(if agreed {
            paper.doctor_care_accepted(&to)
        } else {
            paper.doctor_care_declined(&to)
        }));
    }
    Ok(patient(tools, &care).await?.map(|(to, doctor)| {
        if agreed {
            paper.care_accepted(&to, &doctor)
        } else {
            paper.care_declined(&to, &doctor)
        }
    }))
}

/// The mail to a side that did not end it.
pub(crate) async fn ended(tools: &Tools, id: CareId, side: Option<Side>) -> Result<Option<Written>> {
    let care = found(tools, id).await?;
    let other = match care.ended_by {
        Some(ActorKind::Patient) => Side::Doctor,
        _ => Side::Patient,
    };
    let paper = tools.stationery().await?;
    Ok(match side.unwrap_or(other) {
        Side::Doctor => Some(paper.doctor_care_ended(&doctor(tools, care.doctor_id).await?.0)),
        Side::Patient | Side::Carer(_) => patient(tools, &care)
            .await?
            .map(|(to, doctor)| paper.care_ended(&to, &doctor)),
    })
}

/// The mail to a patient whom staff gave to a doctor.
pub(crate) async fn assigned(tools: &Tools, id: CareId) -> Result<Option<Written>> {
    let care = found(tools, id).await?;
    if care.state != CareState::Active {
        return Ok(None);
    }
    let paper = tools.stationery().await?;
    Ok(patient(tools, &care)
        .await?
        .map(|(to, doctor)| paper.care_assigned(&to, &doctor)))
}

/// The mail to the doctor whom staff gave patients to.
pub(crate) async fn patients_assigned(tools: &Tools, id: DoctorId, count: u64) -> Result<Option<Written>> {
    let (to, _) = doctor(tools, id).await?;
    Ok(Some(tools.stationery().await?.doctor_patients_assigned(&to, count)))
}

async fn found(tools: &Tools, id: CareId) -> Result<Model> {
    let found = relationship::visible_to(&Actor::System).filter(Column::Id.eq(id));
    found.one(tools.database.read()).await?.ok_or(Error::NotFound)
}

/// The doctor as a reader, and their name.
async fn doctor(tools: &Tools, id: DoctorId) -> Result<(Reader, String)> {
    let db = tools.database.read();
    let row = doctors::by_ids(db, [id]).await?.remove(&id).ok_or(Error::NotFound)?;
    Ok((contact::reader(db, row.account_id).await?, row.name))
}

/// The patient as a reader, who needs an account for that, and the doctor's name.
async fn patient(tools: &Tools, care: &Model) -> Result<Option<(Reader, String)>> {
    let db = tools.database.read();
    let Some(account) = patients::account_of(db, care.patient_id).await? else {
        return Ok(None);
    };
    let doctor = doctors::names(db, [care.doctor_id]).await?.remove(&care.doctor_id);
    let doctor = doctor.ok_or(Error::NotFound)?;
    Ok(Some((contact::reader(db, account).await?, doctor)))
}

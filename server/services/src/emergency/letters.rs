//! The mail that tells a patient, or those who act for one without an account.

use domain::actor::Actor;
use domain::carers::CarerScope;
use domain::id::{AccountId, EmergencyId, PatientId};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::entity::{self, Column};
use crate::accounts::contact;
use crate::error::{Error, Result};
use crate::mail::Written;
use crate::scope::Tools;
use crate::times::Formatter;
use crate::{carers, doctors, patients};

/// Who is told: the patient, or each account that acts for one without an account and may see who opened the record.
pub(super) async fn readers(
    tx: &impl ConnectionTrait,
    tools: &Tools,
    patient: PatientId,
) -> Result<Vec<Option<AccountId>>> {
    if patients::account_of(tx, patient).await?.is_some() {
        return Ok(vec![None]);
    }
    let carers = carers::accounts_told_with(tx, tools, patient, CarerScope::Access).await?;
    Ok(carers.into_iter().map(Some).collect())
}

/// The mail to the patient, or to a `carer` as long as nothing has changed: who opened the record, and when; never why.
pub(crate) async fn opened(tools: &Tools, id: EmergencyId, carer: Option<AccountId>) -> Result<Option<Written>> {
    let db = tools.database.read();
    let found = entity::visible_to(&Actor::System).filter(Column::Id.eq(id));
    let row = found.one(db).await?.ok_or(Error::NotFound)?;
    let account = match carer {
        Some(_) => readers(db, tools, row.patient_id)
            .await?
            .contains(&carer)
            .then_some(carer),
        None => Some(patients::account_of(db, row.patient_id).await?),
    };
    let Some(account) = account.flatten() else {
        return Ok(None);
    };
    let reader = contact::reader(db, account).await?;
    let doctor = doctors::names(db, [row.doctor_id]).await?.remove(&row.doctor_id);
    let times = Formatter::new(&tools.site.time_zone, reader.language).naming_zone();
    let at = times.moment(row.opened_at).label;
    let doctor = doctor.ok_or(Error::NotFound)?;
    let paper = tools.stationery().await?;
    if carer.is_none() {
        return Ok(Some(paper.emergency_opened(&reader, &doctor, &at)));
    }
    let patient = patients::names(db, [row.patient_id]).await?.remove(&row.patient_id);
    let patient = patient.ok_or(Error::NotFound)?;
    Ok(Some(paper.carer_emergency_opened(&reader, &patient, &doctor, &at)))
}

//! The mail that tells a patient.

use domain::actor::Actor;
use domain::id::EmergencyId;
use sea_orm::{ColumnTrait, QueryFilter};

use super::entity::{self, Column};
use crate::accounts::contact;
use crate::error::{Error, Result};
use crate::mail::Written;
use crate::scope::Tools;
use crate::times::Formatter;
use crate::{doctors, patients};

/// The mail to the patient, who needs an account for that: who opened the record, and when; never why.
pub(crate) async fn opened(tools: &Tools, id: EmergencyId) -> Result<Option<Written>> {
    let db = tools.database.read();
    let found = entity::visible_to(&Actor::System).filter(Column::Id.eq(id));
    let row = found.one(db).await?.ok_or(Error::NotFound)?;
    let Some(account) = patients::account_of(db, row.patient_id).await? else {
        return Ok(None);
    };
    let reader = contact::reader(db, account).await?;
    let doctor = doctors::names(db, [row.doctor_id]).await?.remove(&row.doctor_id);
    let times = Formatter::new(&tools.site.time_zone, reader.language).naming_zone();
    let at = times.moment(row.opened_at).label;
    let paper = tools.stationery().await?;
    Ok(Some(paper.emergency_opened(
        &reader,
        &doctor.ok_or(Error::NotFound)?,
        &at,
    )))
}

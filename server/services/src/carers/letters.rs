//! What mails say about carers. Who the patient is stays unsaid to an address that may be a stranger's.

use domain::actor::ActorKind;
use domain::carers::{CarerState, LINK_DAYS, comes_of_age};
use domain::id::CarerId;
use words::Language;

use super::acting::{holds, now};
use super::entity::{self, Column, Model};
use crate::accounts::{contact, link};
use crate::error::{Error, Result};
use crate::mail::{Reader, Written};
use crate::scope::Tools;
use crate::times::plain_date_label;
use crate::{patients, settings};

/// The mail with the link; nothing when it is over or agreed to.
pub(crate) async fn offered(tools: &Tools, id: CarerId) -> Result<Option<Written>> {
    let wanted = entity::update(id, &[CarerState::Offered]);
    let Some(secret) = link::mint(tools, hash, Column::TokenHash, wanted).await? else {
        return Ok(None);
    };
    let row = found(tools, id).await?;
    let reader = Reader {
        name: row.name,
        address: row.email,
        language: Language::from_code(&row.language).unwrap_or_default(),
    };
    let paper = tools.stationery().await?;
    Ok(Some(paper.carer_offered(&reader, secret.reveal(), LINK_DAYS)))
}

/// The mail to the patient whose carer agreed; nothing for one without an account.
pub(crate) async fn accepted(tools: &Tools, id: CarerId) -> Result<Option<Written>> {
    let row = found(tools, id).await?;
    let db = tools.database.read();
    let account = patients::account_of(db, row.patient_id).await?;
    let Some(account) = account.filter(|_| row.state == CarerState::Active) else {
        return Ok(None);
    };
    let paper = tools.stationery().await?;
    Ok(Some(
        paper.carer_accepted(&contact::reader(db, account).await?, &row.name),
    ))
}

/// The mail to the carer with what they may do now; nothing when they may not act any more.
pub(crate) async fn changed(tools: &Tools, id: CarerId) -> Result<Option<Written>> {
    let row = found(tools, id).await?;
    let db = tools.database.read();
    let (today, of_age) = now(tools, db).await?;
    let patient = patients::by_ids(db, [row.patient_id]).await?.remove(&row.patient_id);
    let stands = patient.filter(|patient| patient.merged_into_id.is_none());
    let (Some(account), Some(patient)) = (row.account_id, stands) else {
        return Ok(None);
    };
    if !holds(db, &row, &patient, (today, of_age)).await? {
        return Ok(None);
    }
    let reader = contact::reader(db, account).await?;
    let until = row.facts(patient.birth_date).over_on(of_age);
    let until = until.map(|day| plain_date_label(day, reader.language));
    let paper = tools.stationery().await?;
    Ok(Some(paper.carer_changed(
        &reader,
        &patient.name,
        row.scopes(),
        until.as_deref(),
    )))
}

/// The mail to the side that did not end it: the patient when the carer did, the carer otherwise.
pub(crate) async fn ended(tools: &Tools, id: CarerId) -> Result<Option<Written>> {
    let row = found(tools, id).await?;
    let db = tools.database.read();
    let paper = tools.stationery().await?;
    if row.ended_by == Some(ActorKind::Carer) {
        let Some(account) = patients::account_of(db, row.patient_id).await? else {
            return Ok(None);
        };
        return Ok(Some(paper.carer_left(&contact::reader(db, account).await?, &row.name)));
    }
    let (Some(account), Some(patient)) = (row.account_id, name_of(tools, &row).await?) else {
        return Ok(None);
    };
    Ok(Some(paper.carer_ended(&contact::reader(db, account).await?, &patient)))
}

/// The mail to whoever acts for a child who comes of age soon.
pub(crate) async fn of_age_soon(tools: &Tools, id: CarerId) -> Result<Option<Written>> {
    let row = found(tools, id).await?;
    let db = tools.database.read();
    let of_age = settings::current(db).await?.of_age_years;
    let patient = patients::by_ids(db, [row.patient_id]).await?.remove(&row.patient_id);
    let (Some(account), Some(patient), CarerState::Active) = (row.account_id, patient, row.state) else {
        return Ok(None);
    };
    let reader = contact::reader(db, account).await?;
    let day = plain_date_label(comes_of_age(patient.birth_date, of_age), reader.language);
    Ok(Some(tools.stationery().await?.carer_of_age(
        &reader,
        &patient.name,
        &day,
    )))
}

async fn name_of(tools: &Tools, row: &Model) -> Result<Option<String>> {
    let names = patients::names(tools.database.read(), [row.patient_id]).await?;
    Ok(names.into_values().next())
}

async fn found(tools: &Tools, id: CarerId) -> Result<Model> {
    let row = entity::one(id).one(tools.database.read()).await?;
    row.ok_or(Error::NotFound)
}

pub(super) fn hash(tools: &Tools, secret: &str) -> String {
    tools.keys.token_hash("carer", secret)
}

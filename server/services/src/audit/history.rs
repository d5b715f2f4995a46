//! What others did with one's own record.

use chrono::{DateTime, Utc};
use domain::actor::{ActorKind, Permission};
use domain::audit::Action;
use domain::carers::CarerScope;
use domain::id::{AccountId, AppointmentId, PatientId};
use domain::page::{self, PAGE_SIZE, Page};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QuerySelect, Select};
use uuid::Uuid;

use super::entity::event::{self, Model};
use super::{EMERGENCY, Subject};
use crate::error::{Error, Result};
use crate::patients;
use crate::scope::Scope;
use crate::times::Instants;

/// Rows about one emergency access: more than anybody reads in an hour.
const MOST_DONE: u64 = 500;

/// A row of the audit, as far as a patient may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub role: ActorKind,
    pub account: Option<AccountId>,
    pub what: Action,
    /// The visit that it was about.
    pub visit: Option<AppointmentId>,
    pub emergency: bool,
}

/// A page of what others did with the record of the patient who acts, the newest first.
///
/// # Errors
/// `Forbidden` for anybody but a patient.
pub async fn by_others(scope: &Scope, wanted: u64) -> Result<Page<Entry>> {
    let found = others(scope).await?;
    let total = found.clone().count(scope.db()).await?;
    let page = wanted.min(page::pages(total));
    let rows = found
        .offset(page::offset(page))
        .limit(PAGE_SIZE)
        .all(scope.db())
        .await?;
    Ok(Page::of(rows.iter().filter_map(entry).collect(), page, total))
}

/// What other people than the patient did, whoever reads it: a carer reads what they did themselves, too.
async fn others(scope: &Scope) -> Result<Select<event::Entity>> {
    let patient = scope.patient_for(CarerScope::Access)?;
    let records = patients::with_merged(scope.db(), patient).await?;
    let (own, merged) = records.split_first().ok_or(Error::NotFound)?;
    let once_own: Vec<_> = merged.iter().filter_map(|row| row.account_id).collect();
    Ok(event::by_others(
        records.iter().map(|row| row.id),
        own.account_id,
        &once_own,
    ))
}

/// Proof that a row stands in the access history of the patient who acts.
///
/// # Errors
/// `Forbidden` for anybody but a patient, `NotFound` for any other row.
pub(crate) async fn own_entry(scope: &Scope, id: Uuid) -> Result<()> {
    let own = others(scope).await?.filter(event::Column::Id.eq(id));
    own.one(scope.db()).await?.map(drop).ok_or(Error::NotFound)
}

/// A row as a patient may know it, for whoever answers the patient's question about it.
///
/// # Errors
/// `Forbidden` without the permission to review.
pub(crate) async fn entry_of(scope: &Scope, id: Uuid) -> Result<Option<Entry>> {
    scope.permission(Permission::ReviewAccess)?;
    let row = event::by_ids([id]).one(scope.db()).await?;
    Ok(row.as_ref().and_then(entry))
}

/// What an account did about a patient within some time, the oldest first, for whoever reviews that.
///
/// # Errors
/// `Forbidden` without the permission to review.
pub(crate) async fn of_doctor_about(
    scope: &Scope,
    account: AccountId,
    patient: PatientId,
    within: &Instants,
) -> Result<Vec<(DateTime<Utc>, Action)>> {
    scope.permission(Permission::ReviewAccess)?;
    let records = patients::with_merged(scope.db(), patient).await?;
    let rows = event::of_account_about(account, records.iter().map(|row| row.id), within)
        .limit(MOST_DONE)
        .all(scope.db())
        .await?;
    let done = rows
        .iter()
        .filter_map(|row| Some((row.at, Action::from_text(&row.action)?)));
    Ok(done.collect())
}

/// Nothing for what only a newer program knows, while both run.
fn entry(row: &Model) -> Option<Entry> {
    let is_visit = row.subject_kind.as_deref() == Some(Subject::VISIT);
    Some(Entry {
        id: row.id,
        at: row.at,
        role: ActorKind::from_text(&row.actor_kind)?,
        account: row.account_id.map(AccountId::from_uuid),
        what: Action::from_text(&row.action)?,
        visit: row.subject_id.filter(|_| is_visit).map(AppointmentId::from_uuid),
        emergency: row.detail.get(EMERGENCY).and_then(serde_json::Value::as_bool) == Some(true),
    })
}

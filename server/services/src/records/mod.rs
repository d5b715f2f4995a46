//! Records of patients who have no account: kept by staff until their owner takes them over. Nothing clinical is shown here.

mod claim;
mod entity;
mod invite;
#[cfg(test)]
mod tests;

use domain::actor::Permission;
use domain::conflict::Conflict;
use domain::id::PatientId;
use domain::live::{Change, Kind, Topic};
use domain::page::Page;
use domain::records::{AddRecord, EditRecord, FindRecords, Keeper, Record, RecordList, RecordRow};
use sea_orm::ConnectionTrait;
use words::Language;

use crate::audit::{self, Action, Event, Subject};
use crate::carers;
use crate::error::Result;
use crate::live;
use crate::patients::{self, PatientRow};
use crate::scope::Scope;
use crate::times::{Formatter, plain_date_label};
pub use claim::{Claimed, claim, look};
pub(crate) use invite::close as close_invitations;
pub(crate) use invite::letter;
pub use invite::{invite, withdraw};

/// The records that fit a search, the newest first.
///
/// # Errors
/// `Forbidden` without the permission to manage people.
pub async fn list(scope: &Scope, search: &FindRecords) -> Result<RecordList> {
    scope.permission(Permission::ManagePeople)?;
    let wanted = search.parse();
    let (rows, total) = patients::without_account(scope, &wanted).await?;
    let labels = labels(scope);
    let items: Vec<_> = rows.iter().map(|row| listed(row, &labels, scope.language())).collect();
    let event = Event::of(Action::RecordsListed)
        .with("people", items.len())
        .with("searched", wanted.query.is_some())
        .with("page", wanted.page);
    audit::read(scope, event).await?;
    Ok(RecordList {
        search: search.clone(),
        records: Page::of(items, wanted.page, total),
    })
}

/// One record, which has an account by now perhaps.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `NotFound` when there is none.
pub async fn get(scope: &Scope, id: PatientId) -> Result<Record> {
    scope.permission(Permission::ManagePeople)?;
    let found = patients::kept(scope.db(), scope, id).await?;
    let row = listed(&found, &labels(scope), scope.language());
    let keeper = match found.account_id {
        Some(account) => Keeper::Owner(account),
        None => Keeper::Staff {
            invited: invite::open_of(scope, id).await?,
            values: Box::new(patients::values(scope, found)?),
        },
    };
    let seen = Event::of(Action::RecordRead).on(Subject::Patient(id.uuid())).about(id);
    audit::read(scope, seen).await?;
    Ok(Record { row, keeper })
}

/// Adds a patient who has no account.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `Invalid` with what to mend, `SamePerson` when a patient of this name
/// and date of birth is there and the form does not say that this is somebody else.
pub async fn add(scope: &Scope, form: &AddRecord) -> Result<PatientId> {
    scope.permission(Permission::ManagePeople)?;
    let (details, another) = form.parse(scope.today())?;
    scope
        .transaction(async |tx| {
            let same = patients::same_person(tx, &details).await?;
            if let Some(number) = same.filter(|_| !another) {
                return Err(Conflict::SamePerson { number }.into());
            }
            let id = patients::enrol(tx, scope, None, &details).await?;
            live::tell(tx, scope.now(), &[Change::of(Topic::Clinic, Kind::People)]).await?;
            let event = Event::of(Action::RecordAdded).on(Subject::Patient(id.uuid()));
            audit::record(tx, scope, event.about(id)).await?;
            Ok(id)
        })
        .await
}

/// Corrects the details of a record.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `NotFound` when there is none, `RecordTaken` when it has an
/// account, `OwnRecord` when the actor acts for the patient or was asked to, `Invalid` with what to mend, `Stale` when it was
/// changed meanwhile.
pub async fn edit(scope: &Scope, form: &EditRecord) -> Result<PatientId> {
    let actor = scope.permission(Permission::ManagePeople)?;
    let (id, wanted) = form.parse(scope.today())?;
    scope
        .transaction(async |tx| {
            kept_still(tx, scope, id).await?;
            // The date of birth says how long somebody acts for a child.
            if carers::is_near(tx, actor, id).await? {
                return Err(Conflict::OwnRecord.into());
            }
            patients::change(tx, scope, id, &wanted).await?;
            live::tell(tx, scope.now(), &[Change::of(Topic::Clinic, Kind::People)]).await
        })
        .await?;
    Ok(id)
}

/// A record that nobody has taken over and that is part of no other, as the transaction sees it.
async fn kept_still(tx: &impl ConnectionTrait, scope: &Scope, id: PatientId) -> Result<PatientRow> {
    let row = patients::kept(tx, scope, id).await?;
    if row.merged_into_id.is_some() {
        return Err(Conflict::RecordMerged.into());
    }
    if row.account_id.is_some() {
        return Err(Conflict::RecordTaken.into());
    }
    Ok(row)
}

fn labels(scope: &Scope) -> Formatter {
    Formatter::new(&scope.tools().site.time_zone, scope.language())
}

fn listed(row: &PatientRow, labels: &Formatter, language: Language) -> RecordRow {
    RecordRow {
        patient: row.id,
        number: row.number,
        name: row.name.clone(),
        birth_date: plain_date_label(row.birth_date, language),
        since: labels.moment(row.created_at),
        merged: row.merged_into_id.is_some(),
    }
}

//! What a doctor hands in to show the licence, and what staff who verify doctors see of it.

use domain::actor::{Actor, Permission};
use domain::doctors::LicenceView;
use domain::files::{Document, FileKind, LICENCE, LICENCE_DOCUMENTS, RemoveDocument};
use domain::form::{FieldErrors, Problem};
use domain::id::{AccountId, DoctorId, FileId};
use domain::live::{Change, Kind, Topic};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::files::{self, Content, Draft, FileRow, Upload};
use crate::scope::Scope;
use crate::times::Formatter;
use crate::{accounts, live};

/// What the doctor who acts, verified or not, handed in about the licence.
///
/// # Errors
/// `Forbidden` for anybody but a doctor.
pub async fn licence(scope: &Scope) -> Result<LicenceView> {
    let (account, _) = acting(scope)?;
    let row = super::of_account(scope.db(), account).await?.ok_or(Error::NotFound)?;
    Ok(LicenceView {
        documents: of_doctor(scope, account).await?,
        status: row.status,
        licence_number: row.licence_number,
    })
}

/// Keeps a document about the licence of the doctor who acts, verified or not.
///
/// # Errors
/// `Forbidden` for anybody but a doctor, `Invalid` with what is wrong with the file, or when there are enough.
pub async fn add_document(scope: &Scope, upload: Upload) -> Result<()> {
    let (account, doctor) = acting(scope)?;
    let checked = files::check(upload, &LICENCE)?;
    files::scan(scope, LICENCE.field, &checked.content).await?;
    let checked = files::page(scope, LICENCE.field, checked).await?;
    let draft = Draft {
        kind: FileKind::Licence,
        media_type: checked.media_type,
        name: Some(checked.name),
        content: checked.content,
        part_of: None,
    };
    let row = [files::put(scope, account, draft).await?];
    let done = scope
        .transaction(async |tx| {
            accounts::lock(tx, account).await?;
            keep_room(tx, account).await?;
            files::insert(tx, scope, LICENCE.field, &row).await?;
            let event = Event::of(Action::LicenceAdded).with("bytes", row[0].length);
            changed(tx, scope, event, doctor, row[0].id).await
        })
        .await;
    if done.is_err() {
        files::discard(scope, &row).await;
    }
    done
}

/// Takes a document of the doctor who acts back.
///
/// # Errors
/// `Forbidden` for anybody but a doctor, `Invalid` for a page that is out of date, `NotFound` for another doctor's.
pub async fn remove_document(scope: &Scope, request: &RemoveDocument) -> Result<()> {
    let (account, doctor) = acting(scope)?;
    let id = request.parse()?;
    scope
        .transaction(async |tx| {
            let row = of_own(tx, account, id).await?;
            files::remove(tx, scope, vec![row]).await?;
            changed(tx, scope, Event::of(Action::LicenceRemoved), doctor, id).await
        })
        .await
}

/// What a document of the doctor who acts holds.
///
/// # Errors
/// `Forbidden` for anybody but a doctor, `NotFound` for another doctor's.
pub async fn own_document(scope: &Scope, id: FileId) -> Result<Content> {
    let (account, _) = acting(scope)?;
    let row = of_own(scope.db(), account, id).await?;
    files::read(scope, &row).await
}

/// What a document of any doctor holds, for staff who verify doctors.
///
/// # Errors
/// `Forbidden` without that permission, `NotFound` when there is none.
pub async fn document(scope: &Scope, id: FileId) -> Result<Content> {
    scope.permission(Permission::VerifyDoctors)?;
    let row = files::find(scope.db(), id, FileKind::Licence).await?;
    let doctor = super::of_account(scope.db(), row.account_id).await?;
    let doctor = doctor.ok_or(Error::NotFound)?;
    let content = files::read(scope, &row).await?;
    let event = Event::of(Action::LicenceRead).on(Subject::Doctor(doctor.id.uuid()));
    audit::read(scope, event.with("file", id.to_string())).await?;
    Ok(content)
}

/// The documents of a doctor, for a caller who may see them.
///
/// # Errors
/// When a name does not open.
pub(super) async fn of_doctor(scope: &Scope, account: AccountId) -> Result<Vec<Document>> {
    let formatter = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let rows = files::of_account(scope.db(), account, FileKind::Licence).await?;
    rows.iter()
        .map(|row| {
            Ok(Document {
                id: row.id,
                name: files::name_of(scope, row)?.unwrap_or_default(),
                kilobytes: u32::try_from(row.length.unsigned_abs().div_ceil(1000)).unwrap_or(u32::MAX),
                added: formatter.moment(row.created_at),
            })
        })
        .collect()
}

/// How many documents a doctor handed in.
///
/// # Errors
/// When the database fails.
pub(super) async fn count(db: &impl ConnectionTrait, account: AccountId) -> Result<u32> {
    let held = files::of_account(db, account, FileKind::Licence).await?.len();
    Ok(u32::try_from(held).unwrap_or(u32::MAX))
}

/// The doctor who acts, verified or not.
fn acting(scope: &Scope) -> Result<(AccountId, DoctorId)> {
    match *scope.actor() {
        Actor::Doctor { account, doctor } | Actor::PendingDoctor { account, doctor } => Ok((account, doctor)),
        _ => Err(Error::Forbidden),
    }
}

async fn of_own(db: &impl ConnectionTrait, account: AccountId, id: FileId) -> Result<FileRow> {
    let row = files::find(db, id, FileKind::Licence).await?;
    if row.account_id == account {
        Ok(row)
    } else {
        Err(Error::NotFound)
    }
}

/// Refuses one too many. The account is locked, so that two at once do not pass both.
async fn keep_room(tx: &DatabaseTransaction, account: AccountId) -> Result<()> {
    if count(tx, account).await? < LICENCE_DOCUMENTS {
        return Ok(());
    }
    let full = Problem::DocumentsFull { max: LICENCE_DOCUMENTS };
    Err(FieldErrors::one(LICENCE.field, full).into())
}

/// Keeps who did it, and tells those who look at the application.
async fn changed(tx: &DatabaseTransaction, scope: &Scope, event: Event, doctor: DoctorId, file: FileId) -> Result<()> {
    live::tell(tx, scope.now(), &[Change::of(Topic::Clinic, Kind::Application)]).await?;
    let event = event.on(Subject::Doctor(doctor.uuid())).with("file", file.to_string());
    audit::record(tx, scope, event).await
}

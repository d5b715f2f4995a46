//! The photos of patients, doctors and staff: one for each account.
//!
//! Everybody sees that of a doctor who can be found. A patient's is seen by the patient, by a doctor who may see them, and
//! by staff who look after people. Nobody guesses the id of one: only a list or a record tells it, whose read the audit keeps
//! before the answer leaves. The photos on a page are part of that read and leave no rows of their own, which would be one per
//! face each time that a list is shown.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::actor::Permission;
use domain::doctors::DoctorStatus;
use domain::files::{FileKind, MediaType, PHOTO, PhotoView, SeenBy};
use domain::id::{AccountId, FileId};
use domain::live::{Change, Kind, Topic};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::files::{self, Content, Draft, FileRow, Upload};
use crate::scope::Scope;
use crate::{accounts, doctors, live, patients};

/// Which form of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// For the page about its person.
    Large,
    /// For lists.
    Small,
}

/// One's own photo, and who sees it.
///
/// # Errors
/// `Forbidden` without an account.
pub async fn view(scope: &Scope) -> Result<PhotoView> {
    let (account, db) = (scope.account()?, scope.db());
    let (photo, doctor, patient) = tokio::try_join!(
        of_account(db, account),
        doctors::of_account(db, account),
        patients::of_account(db, account),
    )?;
    let seen_by = match (doctor.map(|doctor| doctor.status), patient) {
        (Some(DoctorStatus::Approved), _) => SeenBy::Everybody,
        (Some(DoctorStatus::Pending | DoctorStatus::Rejected), _) => SeenBy::EverybodyLater,
        (None, Some(_)) => SeenBy::Doctors,
        (None, None) => SeenBy::Staff,
    };
    Ok(PhotoView { photo, seen_by })
}

/// Sets the photo of the account that acts, in place of the one before.
///
/// # Errors
/// `Forbidden` without an account, `Invalid` with what is wrong with the picture.
pub async fn set(scope: &Scope, upload: Upload) -> Result<()> {
    let account = scope.account()?;
    let checked = files::check(upload, &PHOTO)?;
    files::scan(scope, PHOTO.field, &checked.content).await?;
    let photo = files::photo(scope, PHOTO.field, checked).await?;
    let draft = |kind, content, part_of| Draft {
        kind,
        media_type: MediaType::Jpeg,
        name: None,
        content,
        part_of,
    };
    let large = files::put(scope, account, draft(FileKind::Photo, photo.large, None)).await?;
    let id = large.id;
    let mut rows = vec![large];
    let done = async {
        rows.push(files::put(scope, account, draft(FileKind::SmallPhoto, photo.small, Some(id))).await?);
        scope
            .transaction(async |tx| {
                take_away(tx, scope, account).await?;
                files::insert(tx, scope, PHOTO.field, &rows).await?;
                changed(tx, scope, account, Action::PhotoSet).await
            })
            .await
    };
    let done = done.await;
    if done.is_err() {
        files::discard(scope, &rows).await;
    }
    done
}

/// Removes the photo of the account that acts; none there is as good.
///
/// # Errors
/// `Forbidden` without an account.
pub async fn remove(scope: &Scope) -> Result<()> {
    let account = scope.account()?;
    scope
        .transaction(async |tx| {
            if take_away(tx, scope, account).await? {
                changed(tx, scope, account, Action::PhotoRemoved).await?;
            }
            Ok(())
        })
        .await
}

/// One's own photo.
///
/// # Errors
/// `NotFound` for anybody else's.
pub async fn own(scope: &Scope, id: FileId, size: Size) -> Result<Content> {
    let account = scope.account()?;
    let photo = files::find(scope.db(), id, FileKind::Photo).await?;
    if photo.account_id != account {
        return Err(Error::NotFound);
    }
    read(scope, photo, size).await
}

/// The photo of a doctor who can be found; anybody may see it.
///
/// # Errors
/// `NotFound` for anybody else's.
pub async fn public(scope: &Scope, id: FileId, size: Size) -> Result<Content> {
    let photo = files::find(scope.db(), id, FileKind::Photo).await?;
    if !doctors::can_be_found(scope.db(), photo.account_id).await? {
        return Err(Error::NotFound);
    }
    read(scope, photo, size).await
}

/// The photo of a patient whom the doctor who acts may see.
///
/// # Errors
/// `Forbidden` for anybody but a verified doctor, `NotFound` for anybody else's.
pub async fn of_patient(scope: &Scope, id: FileId, size: Size) -> Result<Content> {
    scope.doctor()?;
    let photo = files::find(scope.db(), id, FileKind::Photo).await?;
    let patient = patients::of_account(scope.db(), photo.account_id).await?;
    patients::seen(scope, patient.ok_or(Error::NotFound)?.id).await?;
    read(scope, photo, size).await
}

/// The photo of anybody who has an account, for staff.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `NotFound` when there is none.
pub async fn of_person(scope: &Scope, id: FileId, size: Size) -> Result<Content> {
    scope.permission(Permission::ManagePeople)?;
    let photo = files::find(scope.db(), id, FileKind::Photo).await?;
    read(scope, photo, size).await
}

/// The photos of these accounts, for a caller who found them through their own scope.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_accounts(
    db: &impl ConnectionTrait,
    accounts: impl IntoIterator<Item = AccountId> + Send,
) -> Result<HashMap<AccountId, FileId>> {
    files::of_accounts(db, accounts, FileKind::Photo).await
}

/// The photo of an account, for a caller who found it through their own scope.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_account(db: &impl ConnectionTrait, account: AccountId) -> Result<Option<FileId>> {
    Ok(of_accounts(db, [account]).await?.remove(&account))
}

async fn read(scope: &Scope, photo: FileRow, size: Size) -> Result<Content> {
    let form = match size {
        Size::Large => photo,
        Size::Small => files::part_of(scope.db(), photo.id).await?,
    };
    files::read(scope, &form).await
}

/// Removes the photo of an account, whose row it locks; whether there was one.
async fn take_away(tx: &DatabaseTransaction, scope: &Scope, account: AccountId) -> Result<bool> {
    accounts::lock(tx, account).await?;
    let before = files::of_account(tx, account, FileKind::Photo).await?;
    let was_there = !before.is_empty();
    files::remove(tx, scope, before).await?;
    Ok(was_there)
}

/// Keeps who did it, and tells the pages that show it.
async fn changed(tx: &DatabaseTransaction, scope: &Scope, account: AccountId, action: Action) -> Result<()> {
    let mut event = Event::of(action).on(Subject::Account(account.uuid()));
    let mut told = Vec::new();
    if let Some(doctor) = doctors::of_account(tx, account).await? {
        told.extend([Topic::Doctor(doctor.id), Topic::Times(doctor.id)]);
    }
    if let Some(patient) = patients::of_account(tx, account).await? {
        told.push(Topic::Patient(patient.id));
        event = event.about(patient.id);
    }
    let told: Vec<_> = told.into_iter().map(|topic| Change::of(topic, Kind::Profile)).collect();
    live::tell(tx, scope.now(), &told).await?;
    audit::record(tx, scope, event).await
}

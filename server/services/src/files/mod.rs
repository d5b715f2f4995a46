//! Files that people hand in: looked at, written anew where they are pictures, sealed in chunks, and kept under random names
//! in a store outside of the database ([`crate::ports::files`]).
//!
//! A row appears after its content lies in the store, and goes before it: a crash leaves content that no row speaks of,
//! and a job removes that. Who may read a file is decided by the feature it belongs to.

mod content;
mod entity;
mod kind;
mod name;
mod picture;
mod rotate;
mod seal;
mod sweep;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use domain::files::{FileKind, MediaType};
use domain::form::{FieldErrors, Problem};
use domain::id::{AccountId, FileId};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::crypto::Token;
use crate::error::{Error, Result};
use crate::jobs;
use crate::ports::files::FileStore;
use crate::ports::scanner::{Scanner, Verdict};
use crate::scope::Scope;
pub(crate) use content::{page, photo};
pub use entity::Model as FileRow;
pub use kind::Upload;
pub(crate) use kind::check;
pub(crate) use rotate::rotate;
pub(crate) use sweep::register;

/// Pictures that a process unpacks at a time: each takes a core, and memory for every pixel.
const UNPACKED_AT_ONCE: usize = 2;
/// Bytes that one account may keep.
const QUOTA: u64 = 100_000_000;

/// What files are kept with, made once per process.
pub struct Files {
    pub store: Arc<dyn FileStore>,
    pub scanner: Arc<dyn Scanner>,
    /// Bytes that one account may keep.
    pub quota: u64,
    unpacking: Arc<Semaphore>,
}

impl Files {
    /// Files in this store, looked at by this scanner.
    #[must_use]
    pub fn new(store: Arc<dyn FileStore>, scanner: Arc<dyn Scanner>) -> Self {
        Self {
            store,
            scanner,
            quota: QUOTA,
            unpacking: Arc::new(Semaphore::new(UNPACKED_AT_ONCE)),
        }
    }
}

/// What somebody reads of a file.
#[derive(Debug)]
pub struct Content {
    pub media_type: MediaType,
    /// What its owner calls it, where that is kept.
    pub name: Option<String>,
    pub bytes: Vec<u8>,
}

/// Counts an upload of the account that acts; asked before any of it is read.
///
/// # Errors
/// `Forbidden` without an account, `TooMany`.
pub async fn count_upload(scope: &Scope) -> Result<()> {
    let account = scope.account()?;
    Ok(scope.throttle().upload(account).await??)
}

/// Lets the scanner look at a file; what it does not like is refused at the field.
///
/// # Errors
/// `Invalid`, or `Internal` when the scanner gives no verdict.
pub(crate) async fn scan(scope: &Scope, field: &str, content: &[u8]) -> Result<()> {
    let verdict = scope.tools().files.scanner.scan(content).await;
    match verdict.map_err(|error| Error::Internal(error.into()))? {
        Verdict::Clean => Ok(()),
        Verdict::Infected => Err(FieldErrors::one(field, Problem::FileRefused).into()),
    }
}

/// A file to be kept.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) kind: FileKind,
    pub(crate) media_type: MediaType,
    pub(crate) name: Option<String>,
    pub(crate) content: Vec<u8>,
    /// The file that this one is another form of.
    pub(crate) part_of: Option<FileId>,
}

/// Seals the content of a file and puts it into the store. Nobody sees it before [`insert`].
///
/// # Errors
/// When the store fails.
pub(crate) async fn put(scope: &Scope, account: AccountId, draft: Draft) -> Result<FileRow> {
    let tools = scope.tools();
    let id = FileId::from_uuid(scope.new_id());
    let name = draft.name.as_deref();
    let row = FileRow {
        id,
        kind: draft.kind,
        account_id: account,
        part_of: draft.part_of,
        media_type: draft.media_type,
        length: i64::try_from(draft.content.len()).unwrap_or(i64::MAX),
        sha256: Sha256::digest(&draft.content).to_vec(),
        name_sealed: name.map(|name| tools.keys.seal("file", "name", id.uuid(), name)),
        object: Token::random().reveal().to_owned(),
        key_number: tools.keys.newest_number().into(),
        created_at: scope.now(),
    };
    let sealed = seal::seal(&tools.keys, id, &draft.content);
    tools.files.store.put(&row.object, sealed).await?;
    Ok(row)
}

/// Takes back what [`put`] put and no row will speak of. What stays after a failure is swept later.
pub(crate) async fn discard(scope: &Scope, files: &[FileRow]) {
    for file in files {
        if let Err(error) = scope.tools().files.store.remove(&file.object).await {
            tracing::warn!(?error, "content that nobody needs stays until it is swept");
        }
    }
}

/// Writes the rows of files, in the transaction that gives them a meaning. The caller has locked the account.
///
/// # Errors
/// `Invalid` at `field` when the account has no room for them.
pub(crate) async fn insert(tx: &DatabaseTransaction, scope: &Scope, field: &str, files: &[FileRow]) -> Result<()> {
    for file in files {
        let held: Option<i64> = entity::lengths_of(file.account_id)
            .into_tuple::<Option<i64>>()
            .one(tx)
            .await?
            .flatten();
        let wanted = held.unwrap_or_default().saturating_add(file.length);
        if u64::try_from(wanted).unwrap_or_default() > scope.tools().files.quota {
            return Err(FieldErrors::one(field, Problem::StorageFull).into());
        }
        entity::Entity::insert(file.clone().into_active_model().reset_all())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Removes files with all their forms; their content goes after the commit.
///
/// # Errors
/// When the database fails.
pub(crate) async fn remove(tx: &DatabaseTransaction, scope: &Scope, files: Vec<FileRow>) -> Result<()> {
    let ids: Vec<FileId> = files.iter().map(|file| file.id).collect();
    let parts = entity::parts_of(ids.iter().copied()).all(tx).await?;
    for file in parts.iter().chain(&files) {
        let object = file.object.clone();
        jobs::enqueue(tx, scope.now(), &sweep::RemoveContent { object }).await?;
    }
    let ids: Vec<FileId> = parts.iter().chain(&files).map(|file| file.id).collect();
    entity::remove(ids).exec(tx).await?;
    Ok(())
}

/// The files of a kind that an account handed in, the oldest first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_account(db: &impl ConnectionTrait, account: AccountId, kind: FileKind) -> Result<Vec<FileRow>> {
    Ok(entity::of_accounts([account], kind).all(db).await?)
}

/// The one file of a kind that each of these accounts has.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_accounts(
    db: &impl ConnectionTrait,
    accounts: impl IntoIterator<Item = AccountId> + Send,
    kind: FileKind,
) -> Result<HashMap<AccountId, FileId>> {
    let rows = entity::of_accounts(accounts, kind).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.account_id, row.id)).collect())
}

/// A file, whoever it belongs to: the caller decides by that who may see it.
///
/// # Errors
/// `NotFound` when there is none of this kind.
pub(crate) async fn find(db: &impl ConnectionTrait, id: FileId, kind: FileKind) -> Result<FileRow> {
    entity::one(id, kind).one(db).await?.ok_or(Error::NotFound)
}

/// The other form of a file, of which there is one.
///
/// # Errors
/// `NotFound` when there is none.
pub(crate) async fn part_of(db: &impl ConnectionTrait, id: FileId) -> Result<FileRow> {
    entity::parts_of([id]).one(db).await?.ok_or(Error::NotFound)
}

/// What its owner calls a file.
///
/// # Errors
/// When the name does not open.
pub(crate) fn name_of(scope: &Scope, file: &FileRow) -> Result<Option<String>> {
    let sealed = file.name_sealed.as_deref();
    let open = |sealed| scope.tools().keys.open("file", "name", file.id.uuid(), sealed);
    Ok(sealed.map(open).transpose()?)
}

/// What a file holds, for whoever may see it.
///
/// # Errors
/// When the store fails, or has not what it was given.
pub(crate) async fn read(scope: &Scope, file: &FileRow) -> Result<Content> {
    let tools = scope.tools();
    let sealed = tools.files.store.get(&file.object).await?;
    // Somebody may have removed it a moment ago.
    let sealed = sealed.ok_or(Error::NotFound)?;
    Ok(Content {
        media_type: file.media_type,
        name: name_of(scope, file)?,
        bytes: seal::open(&tools.keys, file.id, &sealed)?,
    })
}

//! Where the content of files lies: a folder, a bucket of S3, or memory for tests. It is sealed before it gets here.

mod s3;
#[cfg(test)]
mod tests;

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path as FolderPath;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{Error as Failure, ObjectStore, ObjectStoreExt};

use crate::exchanges::{Answer, Told};
pub use s3::S3;

/// Why content could not be put, got or removed. Names objects, which are random, and nobody's file.
#[derive(Debug, thiserror::Error)]
#[error("the store of files failed: {0}")]
pub struct StoreError(#[from] Failure);

impl Told for StoreError {
    fn answer(&self) -> Option<Answer> {
        Some(s3::answer(&self.0))
    }
}

/// Keeps content under names that the caller makes.
#[async_trait]
pub trait FileStore: Send + Sync {
    /// Keeps content under a name, in one piece or not at all; what was there before is replaced.
    ///
    /// # Errors
    /// When the store fails.
    async fn put(&self, name: &str, content: Vec<u8>) -> Result<(), StoreError>;

    /// What lies under a name; nothing when nothing does.
    ///
    /// # Errors
    /// When the store fails.
    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Removes what lies under a name; nothing there is as good.
    ///
    /// # Errors
    /// When the store fails.
    async fn remove(&self, name: &str) -> Result<(), StoreError>;

    /// The names of what was put before an instant, as the store's own clock has it.
    ///
    /// # Errors
    /// When the store fails.
    async fn older_than(&self, instant: DateTime<Utc>) -> Result<Vec<String>, StoreError>;
}

/// A folder, a bucket or memory.
#[derive(Clone, Debug)]
pub struct Objects {
    objects: Arc<dyn ObjectStore>,
    /// Stands before every name.
    prefix: Path,
}

impl Objects {
    /// Content in a folder, which is made for its owner alone when it is not there.
    ///
    /// # Errors
    /// When the folder can't be made or used.
    pub fn folder(folder: &FolderPath) -> anyhow::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        // A row says that its content is there: that must hold after a power cut too.
        let objects = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self {
            objects: Arc::new(objects),
            prefix: Path::default(),
        })
    }

    /// Content in a bucket.
    ///
    /// # Errors
    /// When the values make no sense together; nothing is asked of the bucket yet.
    pub fn s3(bucket: &S3) -> Result<Self, StoreError> {
        Ok(Self {
            objects: Arc::new(bucket.open()?),
            prefix: Path::from(bucket.prefix.as_str()),
        })
    }

    /// Content that lives as long as the process, for tests.
    #[must_use]
    pub fn memory() -> Self {
        Self {
            objects: Arc::new(InMemory::new()),
            prefix: Path::default(),
        }
    }

    fn at(&self, name: &str) -> Path {
        self.prefix.clone().join(name)
    }
}

#[async_trait]
impl FileStore for Objects {
    async fn put(&self, name: &str, content: Vec<u8>) -> Result<(), StoreError> {
        self.objects.put(&self.at(name), content.into()).await?;
        Ok(())
    }

    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self.objects.get(&self.at(name)).await {
            Ok(found) => Ok(Some(found.bytes().await?.into())),
            Err(Failure::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn remove(&self, name: &str) -> Result<(), StoreError> {
        match self.objects.delete(&self.at(name)).await {
            Ok(()) | Err(Failure::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn older_than(&self, instant: DateTime<Utc>) -> Result<Vec<String>, StoreError> {
        let prefix = (self.prefix != Path::default()).then_some(&self.prefix);
        let older = self.objects.list(prefix).try_filter_map(async |object| {
            let name = object.location.filename().map(str::to_owned);
            Ok(name.filter(|_| object.last_modified < instant))
        });
        Ok(older.try_collect().await?)
    }
}

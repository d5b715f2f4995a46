//! Group commit for rows that belong to no transaction: many readers share one write.

use std::mem;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::anyhow;
use tokio::sync::oneshot;

use super::entity::event::{self, Model};
use crate::database::Database;
use crate::error::{Error, Result};

/// How long the first reader of a batch waits for company.
const GATHER: Duration = Duration::from_millis(4);

#[derive(Default)]
struct Batch {
    rows: Vec<Model>,
    waiting: Vec<oneshot::Sender<bool>>,
}

/// Collects rows for some milliseconds and commits them together.
#[derive(Clone, Default)]
pub struct Reads(Arc<Mutex<Batch>>);

impl Reads {
    /// Returns when `row` is committed.
    ///
    /// # Errors
    /// When the batch could not be written.
    pub(super) async fn write(&self, database: &Database, row: Model) -> Result<()> {
        let (done, committed) = oneshot::channel();
        let first = {
            let mut batch = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            batch.rows.push(row);
            batch.waiting.push(done);
            batch.rows.len() == 1
        };
        if first {
            // A task of its own: a reader who goes away must not take the others' rows along.
            tokio::spawn(flush(self.clone(), database.clone()));
        }
        match committed.await {
            Ok(true) => Ok(()),
            _ => Err(Error::Internal(anyhow!(
                "the audit rows of a read could not be written"
            ))),
        }
    }
}

async fn flush(reads: Reads, database: Database) {
    tokio::time::sleep(GATHER).await;
    let batch = mem::take(&mut *reads.0.lock().unwrap_or_else(PoisonError::into_inner));
    let written = database
        .transaction(async |tx| event::insert(tx, batch.rows.clone()).await)
        .await;
    if let Err(error) = &written {
        tracing::error!(?error, rows = batch.rows.len(), "audit rows were not written");
    }
    for waiting in batch.waiting {
        let _ = waiting.send(written.is_ok());
    }
}

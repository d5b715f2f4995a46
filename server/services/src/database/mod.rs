//! The two engines behind one handle. Engine-specific SQL lives in this folder and in `migrations`, nowhere else.

mod connect;
pub mod failure;
mod migrate;
pub(crate) mod news;

use std::sync::Arc;
use std::time::Duration;

use sea_orm::sea_query::{Expr, ExprTrait as _, Order, Query};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::watch;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

pub use self::connect::Pool;
use crate::error::{Error, Result};

const TRIES: u32 = 8;
const RETRY_FOR: Duration = Duration::from_secs(15);
const FIRST_PAUSE_MS: u64 = 5;
const LONGEST_PAUSE_MS: u64 = 250;

/// Which database is behind the handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// The embedded default.
    Sqlite,
    /// By `DATABASE_URL`.
    Postgres,
}

/// The database: cheap to clone, closed by [`Database::close`].
///
/// `SQLite` has one connection that writes (tasks queue for it in order, instead of a storm of busy errors) and
/// several that can only read; `PostgreSQL` has one pool.
#[derive(Debug, Clone)]
pub struct Database {
    engine: Engine,
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    /// Rings after each commit of this process.
    committed: Arc<watch::Sender<()>>,
}

impl Database {
    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The connection for reads outside of a transaction. On `SQLite` it refuses to write.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The connection that writes, for tests that arrange what no use case may.
    #[cfg(feature = "testing")]
    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Runs `body` in one write transaction: committed on `Ok`, rolled back on `Err`.
    ///
    /// After a serialization failure, deadlock, lock time-out or busy database the whole body runs again (bounded, with
    /// jitter), so it must not change anything outside of `tx`. Never call it from inside another transaction.
    /// Write the body as `async |tx| { … }` without `move`: it borrows what it uses.
    ///
    /// # Errors
    /// The body's own error, or `Internal` when the database could not do it.
    #[expect(
        clippy::manual_async_fn,
        reason = "callers need the Send that an async fn does not promise"
    )]
    pub fn transaction<T, F>(&self, body: F) -> impl Future<Output = Result<T>> + Send
    where
        T: Send,
        F: AsyncFn(&DatabaseTransaction) -> Result<T> + for<'tx> Body<'tx, T>,
    {
        async move {
            let started = Instant::now();
            let mut attempt = 1;
            loop {
                match self.attempt(&body).await {
                    Err(error) if attempt < TRIES && started.elapsed() < RETRY_FOR && error.is_transient() => {
                        tracing::debug!(attempt, "transaction is run again");
                        sleep(pause(attempt)).await;
                        attempt += 1;
                    }
                    outcome => return outcome,
                }
            }
        }
    }

    async fn attempt<T, F>(&self, body: &F) -> Result<T>
    where
        T: Send,
        F: for<'tx> Body<'tx, T>,
    {
        let tx = self.begin().await?;
        match body.run(&tx).await {
            Ok(value) => {
                tx.commit().await?;
                self.committed.send_replace(());
                Ok(value)
            }
            Err(error) => {
                if let Err(rollback) = tx.rollback().await {
                    tracing::warn!(error = %rollback, "rollback failed, the connection is dropped");
                }
                Err(error)
            }
        }
    }

    /// `BEGIN IMMEDIATE` on `SQLite`: a deferred transaction that reads and then writes fails at once when another wrote
    /// meanwhile, in spite of the busy time-out.
    async fn begin(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.writer.begin_with_options(options).await?)
    }

    /// Lets the database look at how its rows are spread: after very many came at once, before it notices by itself.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn analyze(&self) -> Result<()> {
        self.writer.execute_unprepared("ANALYZE").await?;
        Ok(())
    }

    /// Answers when the database can be read and takes a write lock, for `/ready`.
    ///
    /// # Errors
    /// `Internal` when it can't.
    pub async fn ping(&self) -> Result<()> {
        self.reader.execute_unprepared("SELECT 1").await?;
        self.writer.ping().await?;
        Ok(())
    }

    /// Waits for running statements and closes all connections.
    ///
    /// # Errors
    /// `Internal` when the driver reports a failure.
    pub async fn close(&self) -> Result<()> {
        self.reader.close_by_ref().await?;
        self.writer.close_by_ref().await?;
        Ok(())
    }
}

/// What runs in a transaction: any `async |tx| -> Result<T>` closure whose future is `Send`.
///
/// Asked for beside `AsyncFn`, because stable Rust has no other way to say that the future of an async closure is `Send`.
/// A function that passes such a closure on must itself return `impl Future<…> + Send` instead of being an `async fn`.
pub trait Body<'tx, T>: Send + Sync {
    /// Runs it once.
    fn run(&self, tx: &'tx DatabaseTransaction) -> impl Future<Output = Result<T>> + Send;
}

impl<'tx, T, F, Running> Body<'tx, T> for F
where
    F: Fn(&'tx DatabaseTransaction) -> Running + Send + Sync,
    Running: Future<Output = Result<T>> + Send,
{
    fn run(&self, tx: &'tx DatabaseTransaction) -> impl Future<Output = Result<T>> + Send {
        self(tx)
    }
}

/// Locks resource rows until the transaction ends, in id order so that two transactions never wait for each other.
/// To be called before anything else that locks. `SQLite` transactions hold the only write lock already.
///
/// # Errors
/// `NotFound` when one of the resources does not exist, `Internal` when the database fails.
pub async fn lock_resources(tx: &DatabaseTransaction, ids: &[Uuid]) -> Result<()> {
    if tx.get_database_backend() != DbBackend::Postgres || ids.is_empty() {
        return Ok(());
    }
    let mut wanted = ids.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let count = wanted.len();
    let statement = Query::select()
        .column("id")
        .from("resource")
        .and_where(Expr::col("id").is_in(wanted))
        .order_by("id", Order::Asc)
        .lock_exclusive()
        .to_owned();
    let locked = tx.query_all(&statement).await?;
    if locked.len() == count {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Full jitter: a random part of an exponentially growing pause.
fn pause(attempt: u32) -> Duration {
    let ceiling = FIRST_PAUSE_MS
        .saturating_mul(1 << u64::from(attempt).clamp(0, 10))
        .clamp(1, LONGEST_PAUSE_MS);
    Duration::from_millis(rand::random_range(1..=ceiling))
}

#[cfg(test)]
mod tests;

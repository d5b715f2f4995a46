//! Opening the pools, and what every connection is told before it is used.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use sea_orm::sqlx::Executor;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, DatabaseConnection};

use super::{Database, Engine};
use crate::error::{Error, Result};

const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
const OPEN_TRIES: u32 = 20;

/// A statement or a forgotten transaction must not hold locks for ever.
const POSTGRES_SESSION: &str = "SET lock_timeout = '5s'; SET statement_timeout = '30s'; \
     SET idle_in_transaction_session_timeout = '60s'";

/// How many connections, and how long a request may wait for one.
#[derive(Debug, Clone, Copy)]
pub struct Pool {
    /// Connections at most; on `SQLite` the reading ones, beside the one that writes.
    pub max_connections: u32,
    /// After this a request that got none fails as unavailable.
    pub acquire_timeout: Duration,
}

impl Default for Pool {
    fn default() -> Self {
        Self {
            max_connections: 10,
            acquire_timeout: Duration::from_secs(5),
        }
    }
}

impl Database {
    /// Opens `postgres://…`, or a `SQLite` file given as path or `sqlite:path` (created with its folders if missing).
    /// Call [`Database::migrate`] next.
    ///
    /// # Errors
    /// `Internal` when the address is not understood or the database can't be opened.
    pub async fn connect(url: &str, pool: Pool) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return open_postgres(url, pool).await;
        }
        let path = url
            .strip_prefix("sqlite://")
            .or_else(|| url.strip_prefix("sqlite:"))
            .unwrap_or(url);
        if path.contains("://") {
            return Err(Error::internal(
                "the database address must start with postgres:// or sqlite:",
            ));
        }
        if path.is_empty() || path == ":memory:" {
            return Err(Error::internal(
                "SQLite needs a file: readers and writer are separate connections",
            ));
        }
        open_sqlite(PathBuf::from(path), pool).await
    }
}

async fn open_postgres(url: &str, pool: Pool) -> Result<Database> {
    let mut options = ConnectOptions::new(url);
    quiet(&mut options)
        .max_connections(pool.max_connections)
        .acquire_timeout(pool.acquire_timeout)
        .test_before_acquire_if_idle_for(Duration::from_secs(1))
        .map_sqlx_postgres_opts(|options| options.application_name("salve"))
        .map_sqlx_postgres_pool_opts(|options| {
            options.after_connect(|connection, _| {
                Box::pin(async move { connection.execute(POSTGRES_SESSION).await.map(|_| ()) })
            })
        });
    let connection = sea_orm::Database::connect(options)
        .await
        .context("can't connect to PostgreSQL")?;
    Ok(Database {
        engine: Engine::Postgres,
        writer: connection.clone(),
        reader: connection,
        committed: Arc::default(),
    })
}

async fn open_sqlite(path: PathBuf, pool: Pool) -> Result<Database> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).with_context(|| format!("can't create {}", folder.display()))?;
    }
    // The writer first: it switches the file to WAL, which readers then only find.
    let writer = sqlite_pool(&path, 1, pool.acquire_timeout, false).await?;
    let reader = sqlite_pool(&path, pool.max_connections, pool.acquire_timeout, true).await?;
    Ok(Database {
        engine: Engine::Sqlite,
        writer,
        reader,
        committed: Arc::default(),
    })
}

async fn sqlite_pool(
    path: &Path,
    connections: u32,
    acquire_timeout: Duration,
    only_reads: bool,
) -> Result<DatabaseConnection> {
    let file = path.to_owned();
    let mut options = ConnectOptions::new("sqlite:salve.db");
    quiet(&mut options)
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(acquire_timeout)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(move |options| sqlite_options(options, &file, only_reads));
    let mut tries = 0;
    loop {
        match sea_orm::Database::connect(options.clone()).await {
            // Switching to WAL does not wait for the busy time-out when several processes create the file at once.
            Err(error) if tries < OPEN_TRIES && error.to_string().contains("locked") => {
                tries += 1;
                tokio::time::sleep(super::pause(tries)).await;
            }
            outcome => return Ok(outcome.with_context(|| format!("can't open {}", path.display()))?),
        }
    }
}

fn sqlite_options(options: SqliteConnectOptions, file: &Path, only_reads: bool) -> SqliteConnectOptions {
    let options = options
        .filename(file)
        .create_if_missing(true)
        .busy_timeout(BUSY_TIMEOUT)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
        .pragma("journal_size_limit", "67108864");
    // In KiB. Each reader keeps its own, and what it does not keep the system does: many small ones are enough.
    if only_reads {
        options.pragma("cache_size", "-2048").pragma("query_only", "ON")
    } else {
        options.pragma("cache_size", "-4096")
    }
}

/// Statements never reach the log: their text helps nobody in production and a span per statement costs time.
fn quiet(options: &mut ConnectOptions) -> &mut ConnectOptions {
    options.sqlx_logging(false).record_stmt_in_spans(false)
}

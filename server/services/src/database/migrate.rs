//! Bringing the schema up to this binary, safely with several processes starting at once.

use std::collections::HashSet;

use anyhow::Context;
use migrations::{Migrator, MigratorTrait};
use sea_orm::ConnectionTrait;

use super::{Database, Engine};
use crate::error::{Error, Result};

/// Any fixed number: who holds it migrates.
const ADVISORY_LOCK: i64 = 0x5A1_7E00;

impl Database {
    /// Applies every missing migration in one transaction: an interrupted run leaves nothing behind, and processes that
    /// start together wait for the first (advisory lock on `PostgreSQL`, the write lock on `SQLite`).
    ///
    /// # Errors
    /// `Internal` when a migration fails, or when the database is newer than this binary.
    pub async fn migrate(&self) -> Result<()> {
        self.transaction(async |tx| {
            if self.engine == Engine::Postgres {
                // Waiting for another process that migrates may take longer than a request ever should.
                tx.execute_unprepared("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
                    .await?;
                tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
                    .await?;
            }
            refuse_newer(tx).await?;
            Migrator::up(tx, None).await.context("a migration failed")?;
            Ok(())
        })
        .await
    }
}

async fn refuse_newer(tx: &sea_orm::DatabaseTransaction) -> Result<()> {
    let known: HashSet<String> = Migrator::migrations()
        .iter()
        .map(|migration| migration.name().to_owned())
        .collect();
    let applied = Migrator::get_migration_models(tx).await?;
    match applied.iter().find(|row| !known.contains(&row.version)) {
        Some(unknown) => Err(Error::internal(format_args!(
            "the database is newer than this program: it knows the migration {}; start the newer program",
            unknown.version
        ))),
        None => Ok(()),
    }
}

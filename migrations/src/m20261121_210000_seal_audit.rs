//! Audit rows carry a keyed MAC, are numbered, and chained in batches.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::drop_tables(manager, &["audit_batch", "audit_seal"]).await?;
        sql::run(manager, "ALTER TABLE audit_event DROP COLUMN mac;").await
    }
}

/// Rows from before have no MAC of their own; the first batches take them as they are.
const TABLES: &str = "
ALTER TABLE audit_event ADD COLUMN mac {bytes};

CREATE TABLE audit_seal (
    seq {bigint} NOT NULL PRIMARY KEY,
    event_id {id} NOT NULL,
    mac {bytes} NOT NULL
{end};
CREATE UNIQUE INDEX audit_seal_event_unique ON audit_seal (event_id);

CREATE TABLE audit_batch (
    number {bigint} NOT NULL PRIMARY KEY,
    first_seq {bigint} NOT NULL,
    last_seq {bigint} NOT NULL,
    sealed_at {instant} NOT NULL,
    head {bytes} NOT NULL
{end};
";

//! The integration log: exchanges with other systems, kept for some months.

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
        sql::drop_tables(manager, &["exchange"]).await
    }
}

/// Ids sort by time, as the rows do. Failures are few among many: they have an index of their own.
const TABLES: &str = "
CREATE TABLE exchange (
    id {id} NOT NULL PRIMARY KEY,
    at {instant} NOT NULL,
    system {text} NOT NULL,
    operation {text} NOT NULL,
    outcome {text} NOT NULL,
    code {integer},
    milliseconds {bigint} NOT NULL,
    bytes {bigint},
    host {text} NOT NULL,
    reference {id}
{end};
CREATE INDEX exchange_at ON exchange (at, id);
CREATE INDEX exchange_of_system ON exchange (system, at, id);
CREATE INDEX exchange_that_ended ON exchange (outcome, at, id);
CREATE INDEX exchange_that_failed ON exchange (at, id) WHERE outcome <> 'ok';
CREATE INDEX exchange_of_reference ON exchange (reference, at, id) WHERE reference IS NOT NULL;
";

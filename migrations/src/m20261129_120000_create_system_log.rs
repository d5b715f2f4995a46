//! The system log: what the processes say about themselves, kept for some weeks.

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
        sql::drop_tables(manager, &["log_line"]).await
    }
}

/// Ids sort by time, so that the key is the order of every list.
const TABLES: &str = "
CREATE TABLE log_line (
    id {id} NOT NULL PRIMARY KEY,
    at {instant} NOT NULL,
    level {text} NOT NULL,
    target {text} NOT NULL,
    message {text} NOT NULL,
    fields {text} NOT NULL,
    request_id {id}
{end};
CREATE INDEX log_line_at_level ON log_line (level, at, id);
CREATE INDEX log_line_at ON log_line (at, id);
CREATE INDEX log_line_of_request ON log_line (request_id, at) WHERE request_id IS NOT NULL;
";

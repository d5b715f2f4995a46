//! What serving processes tell each other on `SQLite`; on `PostgreSQL` NOTIFY does that, without a table.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run_on(manager, DbBackend::Sqlite, TABLE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run_on(manager, DbBackend::Sqlite, "DROP TABLE live_event").await
    }
}

/// AUTOINCREMENT: an id is never given twice, also after the newest rows were swept. One transaction writes at a time, so
/// ids become visible in their order.
const TABLE: &str = "
CREATE TABLE live_event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at {instant} NOT NULL,
    news {text} NOT NULL
{end};
CREATE INDEX live_event_at ON live_event (at)
";

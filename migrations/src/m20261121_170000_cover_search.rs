//! The search for doctors reads indexes alone: it counts all who are found, so every wide row it needs is paid for by
//! each search.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, COVERING).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, BEFORE).await
    }
}

/// Whether an account works is asked for each doctor. That index is unique only so that `SQLite` prefers it to the
/// primary key's.
const COVERING: &str = "
DROP INDEX doctor_by_name;
DROP INDEX doctor_by_next_free;
CREATE INDEX doctor_by_name ON doctor (status, name_sort, id, account_id, home_location_id);
CREATE INDEX doctor_by_next_free ON doctor (status, next_free_at, name_sort, id, account_id);
CREATE UNIQUE INDEX account_by_status ON account (id, status);
";

const BEFORE: &str = "
DROP INDEX account_by_status;
DROP INDEX doctor_by_next_free;
DROP INDEX doctor_by_name;
CREATE INDEX doctor_by_name ON doctor (status, name_sort, id);
CREATE INDEX doctor_by_next_free ON doctor (status, next_free_at, id);
";

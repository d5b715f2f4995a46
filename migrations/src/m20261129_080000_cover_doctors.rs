//! A search by free times looks each doctor up by id: in an index that holds what it asks for, not in the wide row.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Unique only so that `SQLite` prefers it to the primary key's.
        sql::run(
            manager,
            "CREATE UNIQUE INDEX doctor_by_id ON doctor (id, status, account_id, name_sort);",
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, "DROP INDEX doctor_by_id;").await
    }
}

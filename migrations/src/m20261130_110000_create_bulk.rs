//! What staff prepare to do to many people, and how it went with each.

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
        sql::drop_tables(manager, &["bulk_line", "bulk_change"]).await
    }
}

/// A line without an outcome is still to be done. What was prepared with a role does not keep the role from being deleted.
const TABLES: &str = "
CREATE TABLE bulk_change (
    id {id} NOT NULL PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    action {text} NOT NULL,
    role_id {id} REFERENCES role (id) ON DELETE CASCADE,
    until {date},
    done_at {instant},
    created_at {instant} NOT NULL
{end};
CREATE INDEX bulk_change_created ON bulk_change (created_at);
CREATE INDEX bulk_change_role ON bulk_change (role_id);

CREATE TABLE bulk_line (
    change_id {id} NOT NULL REFERENCES bulk_change (id) ON DELETE CASCADE,
    account_id {id} NOT NULL REFERENCES account (id),
    outcome {text},
    PRIMARY KEY (change_id, account_id)
{end};
";

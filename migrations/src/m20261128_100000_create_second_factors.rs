//! The second step at sign-in: the key of an app, and recovery codes.

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
        sql::drop_tables(manager, &["recovery_code", "second_factor"]).await
    }
}

/// `on_at` is empty while the key waits for its first code. `last_step` is the newest step of 30 seconds whose code was
/// taken: no code is taken twice.
const TABLES: &str = "
CREATE TABLE second_factor (
    id {id} NOT NULL PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    secret_sealed {bytes} NOT NULL,
    last_step {bigint} NOT NULL DEFAULT 0,
    on_at {instant},
    created_at {instant} NOT NULL
{end};
CREATE UNIQUE INDEX second_factor_account_unique ON second_factor (account_id);

CREATE TABLE recovery_code (
    id {id} NOT NULL PRIMARY KEY,
    factor_id {id} NOT NULL REFERENCES second_factor (id) ON DELETE CASCADE,
    code_hash {text} NOT NULL,
    used_at {instant},
    created_at {instant} NOT NULL
{end};
CREATE UNIQUE INDEX recovery_code_hash_unique ON recovery_code (factor_id, code_hash);
";

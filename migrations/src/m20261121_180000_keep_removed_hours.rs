//! Hours that a doctor removed are kept for a while, so that the removal can be taken back.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, COLUMNS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, BEFORE).await
    }
}

const COLUMNS: &str = "
ALTER TABLE availability_rule ADD COLUMN removed_at {instant};
ALTER TABLE availability_exception ADD COLUMN removed_at {instant};
CREATE INDEX availability_rule_removed ON availability_rule (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX availability_exception_removed ON availability_exception (removed_at) WHERE removed_at IS NOT NULL;
";

/// What was removed is gone then, as it was before.
const BEFORE: &str = "
DELETE FROM availability_rule WHERE removed_at IS NOT NULL;
DELETE FROM availability_exception WHERE removed_at IS NOT NULL;
DROP INDEX availability_rule_removed;
DROP INDEX availability_exception_removed;
ALTER TABLE availability_rule DROP COLUMN removed_at;
ALTER TABLE availability_exception DROP COLUMN removed_at;
";

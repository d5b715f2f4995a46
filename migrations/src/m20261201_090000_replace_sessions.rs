//! Whoever confirms who they are goes on under a new id; the old one holds for some seconds.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(
            manager,
            "ALTER TABLE web_session ADD COLUMN replaced {flag} NOT NULL DEFAULT {false};",
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, "ALTER TABLE web_session DROP COLUMN replaced;").await
    }
}

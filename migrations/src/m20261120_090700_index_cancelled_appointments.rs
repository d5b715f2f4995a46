//! Cancelled visits are counted by the day on which they were cancelled.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, INDEX).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, "DROP INDEX appointment_by_cancelled_at").await
    }
}

const INDEX: &str =
    "CREATE INDEX appointment_by_cancelled_at ON appointment (cancelled_at) WHERE cancelled_at IS NOT NULL";

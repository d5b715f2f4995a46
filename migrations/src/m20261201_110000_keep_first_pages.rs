//! Whoever registers in the middle of something comes back to it: the page is kept with the account until the address is
//! confirmed, on whatever device that happens.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, "ALTER TABLE account ADD COLUMN first_page_sealed {bytes};").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, "ALTER TABLE account DROP COLUMN first_page_sealed;").await
    }
}

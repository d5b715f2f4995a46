//! Accounts move to another address: the one that waits to be confirmed, and the one that was left.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, TABLE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::drop_tables(manager, &["email_change"]).await
    }
}

const TABLE: &str = "
CREATE TABLE email_change (
    id {id} NOT NULL PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    email {text} NOT NULL,
    email_before {text} NOT NULL,
    confirmed_at {instant},
    created_at {instant} NOT NULL
{end};
CREATE UNIQUE INDEX email_change_open_unique ON email_change (account_id) WHERE confirmed_at IS NULL;
CREATE INDEX email_change_account ON email_change (account_id);
";

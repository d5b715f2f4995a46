//! Passkeys: keys that live in people's devices, with which they sign in without a password.

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
        sql::drop_tables(manager, &["passkey"]).await
    }
}

/// `credential_hash` finds the row of a credential that somebody shows; `credential_sealed` holds its public key and counter.
const TABLE: &str = "
CREATE TABLE passkey (
    id {id} NOT NULL PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    credential_hash {text} NOT NULL,
    name {text} NOT NULL,
    credential_sealed {bytes} NOT NULL,
    created_at {instant} NOT NULL,
    last_used_at {instant}
{end};
CREATE UNIQUE INDEX passkey_credential_unique ON passkey (credential_hash);
CREATE INDEX passkey_account ON passkey (account_id);
";

//! Staff are invited by mail.

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
        sql::drop_tables(manager, &["invitation_role", "invitation"]).await
    }
}

/// `token_hash` is empty until the mail is written, and new each time that it is sent again.
const TABLES: &str = "
CREATE TABLE invitation (
    id {id} NOT NULL PRIMARY KEY,
    email {text} NOT NULL,
    email_folded {sorted} NOT NULL,
    language {text} NOT NULL,
    invited_by {id} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    roles_end_at {instant},
    token_hash {text},
    sent_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    accepted_at {instant},
    withdrawn_at {instant},
    created_at {instant} NOT NULL
{end};
CREATE UNIQUE INDEX invitation_token_hash_unique ON invitation (token_hash);
CREATE UNIQUE INDEX invitation_one_open ON invitation (email_folded) WHERE accepted_at IS NULL AND withdrawn_at IS NULL;

CREATE TABLE invitation_role (
    invitation_id {id} NOT NULL REFERENCES invitation (id) ON DELETE CASCADE,
    role_id {id} NOT NULL REFERENCES role (id),
    PRIMARY KEY (invitation_id, role_id)
{end};
CREATE INDEX invitation_role_role ON invitation_role (role_id);
";

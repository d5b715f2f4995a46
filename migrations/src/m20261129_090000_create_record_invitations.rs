//! Patients without an account: found among the others, and invited to take their record over.

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
        sql::run(
            manager,
            "DROP INDEX patient_without_account; DROP INDEX patient_same_person;",
        )
        .await?;
        sql::drop_tables(manager, &["record_invitation"]).await
    }
}

/// `token_hash` is empty until the mail is written.
const TABLES: &str = "
CREATE TABLE record_invitation (
    id {id} NOT NULL PRIMARY KEY,
    patient_id {id} NOT NULL REFERENCES patient (id),
    email {text} NOT NULL,
    email_folded {sorted} NOT NULL,
    language {text} NOT NULL,
    invited_by {id} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    token_hash {text},
    guesses {integer} NOT NULL DEFAULT 0,
    sent_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    accepted_at {instant},
    withdrawn_at {instant}
{end};
CREATE UNIQUE INDEX record_invitation_token_hash_unique ON record_invitation (token_hash);
CREATE UNIQUE INDEX record_invitation_one_open ON record_invitation (patient_id)
    WHERE accepted_at IS NULL AND withdrawn_at IS NULL;

CREATE INDEX patient_without_account ON patient (id) WHERE account_id IS NULL;
CREATE INDEX patient_same_person ON patient (birth_date, name_sort);
";

//! Carers: who acts for which patient, and what they may do.

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
        sql::drop_tables(manager, &["carer"]).await
    }
}

/// `account_id` is empty until the carer has agreed, `token_hash` until the mail is written.
const TABLES: &str = "
CREATE TABLE carer (
    id {id} NOT NULL PRIMARY KEY,
    patient_id {id} NOT NULL REFERENCES patient (id),
    account_id {id} REFERENCES account (id) ON DELETE CASCADE,
    name {text} NOT NULL,
    email {text} NOT NULL,
    email_folded {sorted} NOT NULL,
    relation {text} NOT NULL,
    scopes {text} NOT NULL,
    while_minor {flag} NOT NULL,
    ends_on {date},
    state {text} NOT NULL,
    offered_by {text} NOT NULL,
    offered_account_id {id} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    basis_sealed {bytes},
    language {text} NOT NULL,
    token_hash {text},
    guesses {integer} NOT NULL DEFAULT 0,
    sent_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    accepted_at {instant},
    of_age_told_at {instant},
    ended_at {instant},
    ended_by {text}
{end};
CREATE UNIQUE INDEX carer_token_hash_unique ON carer (token_hash);
CREATE UNIQUE INDEX carer_one_open ON carer (patient_id, email_folded) WHERE state IN ('offered', 'active');
CREATE INDEX carer_of_patient ON carer (patient_id, state);
CREATE INDEX carer_of_account ON carer (account_id, state);
CREATE INDEX carer_for_a_while ON carer (state, id) WHERE ends_on IS NOT NULL OR while_minor = {true};
";

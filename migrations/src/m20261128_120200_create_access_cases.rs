//! Entries of their access history that patients do not recognise, and the answers.

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
        sql::drop_tables(manager, &["access_case"]).await
    }
}

/// There is one case about an entry at most.
const TABLES: &str = "
CREATE TABLE access_case (
    id {id} NOT NULL PRIMARY KEY,
    patient_id {id} NOT NULL REFERENCES patient (id),
    event_id {id} NOT NULL,
    state {text} NOT NULL,
    message_sealed {bytes},
    answer_sealed {bytes},
    answered_by {id} REFERENCES account (id),
    answered_at {instant},
    version {integer} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
{end};
CREATE UNIQUE INDEX access_case_event_unique ON access_case (event_id);
CREATE INDEX access_case_by_state ON access_case (state, created_at);
CREATE INDEX access_case_by_patient ON access_case (patient_id);
";

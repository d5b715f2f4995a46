//! Patients whom doctors open in an emergency, and what those who review that decide.

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
        sql::drop_tables(manager, &["emergency_access"]).await
    }
}

const TABLES: &str = "
CREATE TABLE emergency_access (
    id {id} NOT NULL PRIMARY KEY,
    patient_id {id} NOT NULL REFERENCES patient (id),
    doctor_id {id} NOT NULL REFERENCES doctor (id),
    account_id {id} NOT NULL REFERENCES account (id),
    kind {text} NOT NULL,
    reason_sealed {bytes} NOT NULL,
    opened_at {instant} NOT NULL,
    ends_at {instant} NOT NULL,
    verdict {text},
    note_sealed {bytes},
    reviewed_by {id} REFERENCES account (id),
    reviewed_at {instant},
    version {integer} NOT NULL DEFAULT 1,
    CONSTRAINT emergency_access_range CHECK (opened_at <= ends_at),
    CONSTRAINT emergency_access_review CHECK ((reviewed_at IS NULL) = (verdict IS NULL))
{end};
CREATE INDEX emergency_access_by_doctor ON emergency_access (doctor_id, ends_at);
CREATE INDEX emergency_access_by_review ON emergency_access (reviewed_at, opened_at);
";

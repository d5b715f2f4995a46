//! Relationships of care between patients and doctors, and what staff prepare to give many patients to a doctor.

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
        sql::drop_tables(manager, &["care_assignment", "care_relationship"]).await
    }
}

/// A relationship is open while it is asked for or active: of one kind there is at most one between two people.
const TABLES: &str = "
CREATE TABLE care_relationship (
    id {id} NOT NULL PRIMARY KEY,
    patient_id {id} NOT NULL REFERENCES patient (id),
    doctor_id {id} NOT NULL REFERENCES doctor (id),
    kind {text} NOT NULL,
    state {text} NOT NULL,
    requested_by {text} NOT NULL,
    starts_on {date} NOT NULL,
    ends_on {date},
    referral_sealed {bytes},
    answered_at {instant},
    ended_by {text},
    ended_account_id {id} REFERENCES account (id),
    ended_at {instant},
    version {integer} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT care_relationship_days CHECK (ends_on IS NULL OR starts_on <= ends_on)
{end};
CREATE UNIQUE INDEX care_relationship_one_open ON care_relationship (patient_id, doctor_id, kind)
    WHERE state IN ('requested', 'active');
CREATE INDEX care_relationship_by_doctor ON care_relationship (doctor_id, state, patient_id);
CREATE INDEX care_relationship_by_patient ON care_relationship (patient_id, state);

CREATE TABLE care_assignment (
    id {id} NOT NULL PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    doctor_id {id} NOT NULL REFERENCES doctor (id),
    kind {text} NOT NULL,
    ends_on {date},
    numbers_sealed {bytes} NOT NULL,
    assigned {integer} NOT NULL DEFAULT 0,
    done_at {instant},
    version {integer} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL
{end};
CREATE INDEX care_assignment_account ON care_assignment (account_id, created_at);
";

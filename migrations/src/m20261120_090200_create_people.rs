//! Patients and doctors, apart from the accounts that act for them.

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
        sql::drop_tables(manager, &["doctor_fee", "doctor_specialty", "doctor", "patient"]).await
    }
}

const TABLES: &str = "
CREATE TABLE patient (
    id {id} NOT NULL PRIMARY KEY,
    number {bigint} NOT NULL,
    account_id {id} REFERENCES account (id),
    name {text} NOT NULL,
    name_search {sorted} NOT NULL,
    name_sort {sorted} NOT NULL,
    phone {text} NOT NULL,
    birth_date {date} NOT NULL,
    address_sealed {bytes},
    version {integer} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
{end};
CREATE UNIQUE INDEX patient_number_unique ON patient (number);
CREATE UNIQUE INDEX patient_account_unique ON patient (account_id);
CREATE INDEX patient_name_sort ON patient (name_sort, id);

CREATE TABLE doctor (
    id {id} NOT NULL PRIMARY KEY,
    number {bigint} NOT NULL,
    account_id {id} NOT NULL REFERENCES account (id),
    name {text} NOT NULL,
    name_search {sorted} NOT NULL,
    name_sort {sorted} NOT NULL,
    phone {text} NOT NULL,
    licence_number {text} NOT NULL,
    licence_folded {sorted} NOT NULL,
    qualifications {text} NOT NULL,
    experience_years {integer} NOT NULL,
    biography {text} NOT NULL,
    languages {text} NOT NULL,
    home_location_id {id} NOT NULL REFERENCES location (id),
    time_zone {text} NOT NULL,
    status {text} NOT NULL,
    decided_by {id} REFERENCES account (id),
    decided_at {instant},
    decision_reason {text},
    next_free_at {instant},
    version {integer} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT doctor_experience CHECK (experience_years BETWEEN 0 AND 100)
{end};
CREATE UNIQUE INDEX doctor_number_unique ON doctor (number);
CREATE UNIQUE INDEX doctor_account_unique ON doctor (account_id);
CREATE UNIQUE INDEX doctor_licence_unique ON doctor (licence_folded);
CREATE INDEX doctor_by_name ON doctor (status, name_sort, id);
CREATE INDEX doctor_by_next_free ON doctor (status, next_free_at, id);
CREATE INDEX doctor_home_location ON doctor (home_location_id);

CREATE TABLE doctor_specialty (
    doctor_id {id} NOT NULL REFERENCES doctor (id) ON DELETE CASCADE,
    specialty_id {id} NOT NULL REFERENCES specialty (id),
    PRIMARY KEY (doctor_id, specialty_id)
{end};
CREATE INDEX doctor_specialty_by_specialty ON doctor_specialty (specialty_id, doctor_id);

CREATE TABLE doctor_fee (
    doctor_id {id} NOT NULL REFERENCES doctor (id) ON DELETE CASCADE,
    visit_type_id {id} NOT NULL REFERENCES visit_type (id),
    amount_minor {bigint} NOT NULL,
    currency {text} NOT NULL,
    PRIMARY KEY (doctor_id, visit_type_id),
    CONSTRAINT doctor_fee_amount CHECK (amount_minor >= 0),
    CONSTRAINT doctor_fee_currency CHECK (length(currency) = 3)
{end};
";

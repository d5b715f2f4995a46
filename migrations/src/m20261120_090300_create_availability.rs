//! When a doctor can be booked: weekly rules in wall time, and exceptions as instants.

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
        let tables = [
            "availability_exception_visit_type",
            "availability_exception",
            "availability_rule_visit_type",
            "availability_rule",
        ];
        sql::drop_tables(manager, &tables).await
    }
}

const TABLES: &str = "
CREATE TABLE availability_rule (
    id {id} NOT NULL PRIMARY KEY,
    doctor_id {id} NOT NULL REFERENCES doctor (id),
    location_id {id} REFERENCES location (id),
    weekday {integer} NOT NULL,
    from_minute {integer} NOT NULL,
    to_minute {integer} NOT NULL,
    valid_from {date} NOT NULL,
    valid_until {date},
    version {integer} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT availability_rule_weekday CHECK (weekday BETWEEN 1 AND 7),
    CONSTRAINT availability_rule_minutes CHECK (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440),
    CONSTRAINT availability_rule_dates CHECK (valid_until IS NULL OR valid_from <= valid_until)
{end};
CREATE INDEX availability_rule_doctor ON availability_rule (doctor_id);
CREATE INDEX availability_rule_location ON availability_rule (location_id, doctor_id);

CREATE TABLE availability_rule_visit_type (
    rule_id {id} NOT NULL REFERENCES availability_rule (id) ON DELETE CASCADE,
    visit_type_id {id} NOT NULL REFERENCES visit_type (id),
    PRIMARY KEY (rule_id, visit_type_id)
{end};

CREATE TABLE availability_exception (
    id {id} NOT NULL PRIMARY KEY,
    doctor_id {id} NOT NULL REFERENCES doctor (id),
    kind {text} NOT NULL,
    starts_at {instant} NOT NULL,
    ends_at {instant} NOT NULL,
    location_id {id} REFERENCES location (id),
    note_sealed {bytes},
    version {integer} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL,
    CONSTRAINT availability_exception_range CHECK (starts_at < ends_at)
{end};
CREATE INDEX availability_exception_doctor ON availability_exception (doctor_id, starts_at);

CREATE TABLE availability_exception_visit_type (
    exception_id {id} NOT NULL REFERENCES availability_exception (id) ON DELETE CASCADE,
    visit_type_id {id} NOT NULL REFERENCES visit_type (id),
    PRIMARY KEY (exception_id, visit_type_id)
{end};
";

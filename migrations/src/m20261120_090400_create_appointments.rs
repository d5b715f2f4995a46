//! Visits: the hold before, the visit itself, and the history of who did what.

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
        sql::drop_tables(manager, &["appointment_event", "appointment", "hold"]).await
    }
}

/// `appointment.hold_id` keeps the id of a hold that is gone by then: it makes confirming twice impossible.
const TABLES: &str = "
CREATE TABLE hold (
    id {id} NOT NULL PRIMARY KEY,
    patient_id {id} NOT NULL REFERENCES patient (id),
    doctor_id {id} NOT NULL REFERENCES doctor (id),
    location_id {id} REFERENCES location (id),
    visit_type_id {id} NOT NULL REFERENCES visit_type (id),
    starts_at {instant} NOT NULL,
    ends_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    created_at {instant} NOT NULL,
    CONSTRAINT hold_range CHECK (starts_at < ends_at)
{end};
CREATE UNIQUE INDEX hold_one_per_patient ON hold (patient_id);
CREATE INDEX hold_expires_at ON hold (expires_at);

CREATE TABLE appointment (
    id {id} NOT NULL PRIMARY KEY,
    number {bigint} NOT NULL,
    patient_id {id} NOT NULL REFERENCES patient (id),
    doctor_id {id} NOT NULL REFERENCES doctor (id),
    location_id {id} REFERENCES location (id),
    visit_type_id {id} NOT NULL REFERENCES visit_type (id),
    hold_id {id},
    starts_at {instant} NOT NULL,
    ends_at {instant} NOT NULL,
    local_start {text} NOT NULL,
    zone {text} NOT NULL,
    tzdb {text} NOT NULL,
    status {text} NOT NULL,
    reason_sealed {bytes},
    cancelled_at {instant},
    cancel_reason_sealed {bytes},
    version {integer} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT appointment_range CHECK (starts_at < ends_at)
{end};
CREATE UNIQUE INDEX appointment_number_unique ON appointment (number);
CREATE UNIQUE INDEX appointment_hold_unique ON appointment (hold_id);
CREATE INDEX appointment_by_patient ON appointment (patient_id, starts_at, id);
CREATE INDEX appointment_by_doctor ON appointment (doctor_id, starts_at, id);
CREATE INDEX appointment_by_status ON appointment (status, starts_at);

CREATE TABLE appointment_event (
    id {id} NOT NULL PRIMARY KEY,
    appointment_id {id} NOT NULL REFERENCES appointment (id),
    at {instant} NOT NULL,
    actor_kind {text} NOT NULL,
    account_id {id} REFERENCES account (id),
    from_status {text},
    to_status {text} NOT NULL,
    note_sealed {bytes}
{end};
CREATE INDEX appointment_event_appointment ON appointment_event (appointment_id, at);
";

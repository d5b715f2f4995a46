//! What keeps the clinic running: jobs, audit rows, settings, human numbers.

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
        sql::drop_tables(manager, &["number_sequence", "setting", "audit_event", "job"]).await
    }
}

/// Audit rows refer to nothing: they outlive what they tell about.
const TABLES: &str = "
CREATE TABLE job (
    id {id} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    payload {json} NOT NULL,
    run_at {instant} NOT NULL,
    priority {integer} NOT NULL,
    dedupe_key {text},
    state {text} NOT NULL,
    attempts {integer} NOT NULL DEFAULT 0,
    max_attempts {integer} NOT NULL,
    locked_until {instant},
    last_error {text},
    created_at {instant} NOT NULL,
    finished_at {instant}
{end};
CREATE INDEX job_due ON job (state, run_at, priority);
CREATE UNIQUE INDEX job_dedupe_unique ON job (dedupe_key) WHERE state = 'queued';

CREATE TABLE audit_event (
    id {id} NOT NULL PRIMARY KEY,
    at {instant} NOT NULL,
    actor_kind {text} NOT NULL,
    account_id {id},
    action {text} NOT NULL,
    subject_kind {text},
    subject_id {id},
    patient_id {id},
    outcome {text} NOT NULL,
    request_id {id},
    ip {text},
    detail {json} NOT NULL
{end};
CREATE INDEX audit_event_patient ON audit_event (patient_id, at);
CREATE INDEX audit_event_account ON audit_event (account_id, at);
CREATE INDEX audit_event_at ON audit_event (at);

CREATE TABLE setting (
    \"key\" {text} NOT NULL PRIMARY KEY,
    value {json} NOT NULL,
    version {integer} NOT NULL DEFAULT 1,
    updated_at {instant} NOT NULL
{end};

CREATE TABLE number_sequence (
    name {text} NOT NULL PRIMARY KEY,
    next {bigint} NOT NULL
{end};
INSERT INTO number_sequence (name, next) VALUES ('patient', 100001), ('doctor', 1001), ('appointment', 500001);
";

//! What is busy. Two rows of one resource never overlap, and the database says so.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, TABLES).await?;
        sql::run_on(manager, DbBackend::Postgres, NO_OVERLAP_ON_POSTGRES).await?;
        sql::run_on(manager, DbBackend::Sqlite, NO_OVERLAP_ON_SQLITE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::drop_tables(manager, &["occupancy", "resource"]).await
    }
}

/// Ranges are half-open. A hold that goes takes its rows with it; a visit must release its rows itself.
const TABLES: &str = "
CREATE TABLE resource (
    id {id} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    created_at {instant} NOT NULL
{end};

CREATE TABLE occupancy (
    id {id} NOT NULL PRIMARY KEY,
    resource_id {id} NOT NULL REFERENCES resource (id),
    busy_from {instant} NOT NULL,
    busy_to {instant} NOT NULL,
    state {text} NOT NULL,
    expires_at {instant},
    appointment_id {id} REFERENCES appointment (id),
    hold_id {id} REFERENCES hold (id) ON DELETE CASCADE,
    created_at {instant} NOT NULL,
    CONSTRAINT occupancy_range CHECK (busy_from < busy_to),
    CONSTRAINT occupancy_only_held_expires CHECK ((state = 'held') = (expires_at IS NOT NULL))
{end};
CREATE INDEX occupancy_resource ON occupancy (resource_id, busy_from, busy_to);
CREATE INDEX occupancy_expires_at ON occupancy (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX occupancy_appointment ON occupancy (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX occupancy_hold ON occupancy (hold_id) WHERE hold_id IS NOT NULL;
";

const NO_OVERLAP_ON_POSTGRES: &str = "
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE occupancy ADD CONSTRAINT occupancy_no_overlap
    EXCLUDE USING gist (resource_id WITH =, tstzrange(busy_from, busy_to, '[)') WITH &&);
";

/// Rows that are there never overlap, so of those that start before the new one ends the last is also the last to end:
/// one step in the index decides, however many rows a resource has. Text compares like the instants as long as every
/// value is UTC, which the first trigger makes sure of.
const NO_OVERLAP_ON_SQLITE: &str = "
CREATE TRIGGER occupancy_utc BEFORE INSERT ON occupancy
WHEN NEW.busy_from NOT LIKE '____-__-__T__:__:__%+00:00' OR NEW.busy_to NOT LIKE '____-__-__T__:__:__%+00:00'
BEGIN SELECT RAISE(ABORT, 'occupancy_utc'); END;

CREATE TRIGGER occupancy_utc_update BEFORE UPDATE OF busy_from, busy_to ON occupancy
WHEN NEW.busy_from NOT LIKE '____-__-__T__:__:__%+00:00' OR NEW.busy_to NOT LIKE '____-__-__T__:__:__%+00:00'
BEGIN SELECT RAISE(ABORT, 'occupancy_utc'); END;

CREATE TRIGGER occupancy_no_overlap BEFORE INSERT ON occupancy
WHEN (
    SELECT busy_to FROM occupancy
    WHERE resource_id = NEW.resource_id AND busy_from < NEW.busy_to
    ORDER BY busy_from DESC LIMIT 1
) > NEW.busy_from
BEGIN SELECT RAISE(ABORT, 'occupancy_no_overlap'); END;

CREATE TRIGGER occupancy_no_overlap_update BEFORE UPDATE OF resource_id, busy_from, busy_to ON occupancy
WHEN (
    SELECT busy_to FROM occupancy
    WHERE resource_id = NEW.resource_id AND busy_from < NEW.busy_to AND id <> OLD.id
    ORDER BY busy_from DESC LIMIT 1
) > NEW.busy_from
BEGIN SELECT RAISE(ABORT, 'occupancy_no_overlap'); END;
";

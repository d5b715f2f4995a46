//! The next free time for each kind of visit at each place, beside the next of any kind on the doctor's row.

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
        sql::drop_tables(manager, &["doctor_next_free"]).await
    }
}

/// A video visit stands at the doctor's own place.
const TABLES: &str = "
CREATE TABLE doctor_next_free (
    doctor_id {id} NOT NULL REFERENCES doctor (id) ON DELETE CASCADE,
    visit_type_id {id} NOT NULL REFERENCES visit_type (id),
    location_id {id} NOT NULL REFERENCES location (id),
    next_free_at {instant},
    PRIMARY KEY (doctor_id, visit_type_id, location_id)
{end};
CREATE INDEX doctor_next_free_by_visit_type ON doctor_next_free (visit_type_id, doctor_id, location_id, next_free_at);
CREATE INDEX doctor_next_free_by_location ON doctor_next_free (location_id, doctor_id, next_free_at);
CREATE INDEX doctor_next_free_by_time ON doctor_next_free (next_free_at);
";

//! Records of one person that were made one, and which rows moved: so that they can be taken apart again.

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
        sql::run(manager, GONE).await?;
        sql::drop_tables(manager, &["patient_merge_row", "patient_merge"]).await
    }
}

/// `patient.merged_into_id` names the record that stayed at last, however many were merged on the way to it.
const TABLES: &str = "
ALTER TABLE patient ADD COLUMN merged_into_id {id} REFERENCES patient (id);
CREATE INDEX patient_merged_into ON patient (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX patient_with_account ON patient (account_id) WHERE account_id IS NOT NULL AND merged_into_id IS NULL;
CREATE INDEX patient_birth_date ON patient (birth_date, name_sort);
CREATE INDEX emergency_access_by_patient ON emergency_access (patient_id);

CREATE TABLE patient_merge (
    id {id} NOT NULL PRIMARY KEY,
    kept_id {id} NOT NULL REFERENCES patient (id),
    merged_id {id} NOT NULL REFERENCES patient (id),
    merged_at {instant} NOT NULL,
    merged_by {id} NOT NULL REFERENCES account (id),
    reason_sealed {bytes} NOT NULL,
    separated_at {instant},
    separated_by {id} REFERENCES account (id)
{end};
CREATE UNIQUE INDEX patient_merge_one_open ON patient_merge (merged_id) WHERE separated_at IS NULL;
CREATE INDEX patient_merge_by_kept ON patient_merge (kept_id) WHERE separated_at IS NULL;

CREATE TABLE patient_merge_row (
    merge_id {id} NOT NULL REFERENCES patient_merge (id) ON DELETE CASCADE,
    of_table {sorted} NOT NULL,
    row_id {id} NOT NULL,
    PRIMARY KEY (merge_id, of_table, row_id)
{end};
";

const GONE: &str = "
DROP INDEX emergency_access_by_patient;
DROP INDEX patient_birth_date;
DROP INDEX patient_with_account;
DROP INDEX patient_merged_into;
ALTER TABLE patient DROP COLUMN merged_into_id;
";

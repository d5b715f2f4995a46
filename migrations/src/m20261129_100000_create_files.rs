//! Files that people hand in: what is known of them. What they hold lies sealed outside of the database.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, TABLE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::drop_tables(manager, &["file"]).await
    }
}

/// `object` is the random name under which the content lies, `key_number` the data key that seals it. `part_of` names the
/// file that this one is another form of; the two go together. An account has one photo.
const TABLE: &str = "
CREATE TABLE file (
    id {id} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    account_id {id} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    part_of {id} REFERENCES file (id) ON DELETE CASCADE,
    media_type {text} NOT NULL,
    length {bigint} NOT NULL CHECK (length > 0),
    sha256 {bytes} NOT NULL,
    name_sealed {bytes},
    object {text} NOT NULL,
    key_number {bigint} NOT NULL,
    created_at {instant} NOT NULL
{end};
CREATE UNIQUE INDEX file_object_unique ON file (object);
CREATE UNIQUE INDEX file_one_photo ON file (account_id, kind) WHERE kind IN ('photo', 'small_photo');
CREATE INDEX file_account ON file (account_id, kind);
CREATE INDEX file_part_of ON file (part_of) WHERE part_of IS NOT NULL;
";

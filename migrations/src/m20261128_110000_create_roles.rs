//! Roles of staff become data: what each permits, and who holds it until when.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, TABLES).await?;
        for (number, (code, permissions)) in (1..).zip(ROLES) {
            let id = sql::seed_id(manager, ROLE, number);
            let row = format!(
                "INSERT INTO role (id, code, permissions, version, created_at, updated_at)
                 VALUES ({id}, '{code}', '{permissions}', 1, {BORN}, {BORN});"
            );
            sql::run(manager, &row).await?;
        }
        let admin = sql::seed_id(manager, ROLE, 1);
        // An account holds one role at most until now, so its id can be that of what it holds too.
        let held = format!(
            "INSERT INTO role_grant (id, account_id, role_id, granted_by, granted_at)
             SELECT account_id, account_id, {admin}, granted_by, granted_at FROM staff_role WHERE role = 'admin';"
        );
        sql::run(manager, &held).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::drop_tables(manager, &["role_grant", "role"]).await
    }
}

/// The table's number among seeded ids.
const ROLE: u16 = 3;

const BORN: &str = "'2026-11-28T00:00:00+00:00'";

/// Code and permissions of the roles that come along. The first may do everything, whatever stands here.
const ROLES: [(&str, &str); 5] = [
    ("admin", ""),
    ("desk", "manage_people manage_deliveries"),
    ("nurse", "read_numbers"),
    ("billing", "read_numbers manage_deliveries"),
    ("privacy_officer", "manage_people read_audit review_access"),
];

/// `name` and `description` are empty while the words of the reader's language stand for them. `staff_role` stays for the
/// program before this one.
const TABLES: &str = "
CREATE TABLE role (
    id {id} NOT NULL PRIMARY KEY,
    code {text},
    name {text},
    name_folded {sorted},
    description {text},
    permissions {text} NOT NULL,
    version {integer} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT role_has_a_name CHECK (code IS NOT NULL OR name IS NOT NULL)
{end};
CREATE UNIQUE INDEX role_code_unique ON role (code);
CREATE UNIQUE INDEX role_name_unique ON role (name_folded);

CREATE TABLE role_grant (
    id {id} NOT NULL PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role_id {id} NOT NULL REFERENCES role (id),
    granted_by {id} REFERENCES account (id) ON DELETE SET NULL,
    granted_at {instant} NOT NULL,
    ends_at {instant}
{end};
CREATE UNIQUE INDEX role_grant_account_role_unique ON role_grant (account_id, role_id);
CREATE INDEX role_grant_role ON role_grant (role_id);
";

//! Who signs in: accounts, their roles, one-time links, sessions and the counters against guessing.

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
        sql::drop_tables(
            manager,
            &["throttle", "web_session", "account_token", "staff_role", "account"],
        )
        .await
    }
}

const TABLES: &str = "
CREATE TABLE account (
    id {id} NOT NULL PRIMARY KEY,
    email {text} NOT NULL,
    email_folded {sorted} NOT NULL,
    password_hash {text} NOT NULL,
    status {text} NOT NULL,
    language {text} NOT NULL,
    time_zone {text} NOT NULL,
    email_verified_at {instant},
    last_sign_in_at {instant},
    version {integer} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
{end};
CREATE UNIQUE INDEX account_email_unique ON account (email_folded);

CREATE TABLE staff_role (
    account_id {id} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role {text} NOT NULL,
    granted_by {id} REFERENCES account (id) ON DELETE SET NULL,
    granted_at {instant} NOT NULL,
    PRIMARY KEY (account_id, role)
{end};

CREATE TABLE account_token (
    id {id} NOT NULL PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    purpose {text} NOT NULL,
    token_hash {text} NOT NULL,
    expires_at {instant} NOT NULL,
    used_at {instant},
    created_at {instant} NOT NULL
{end};
CREATE UNIQUE INDEX account_token_hash_unique ON account_token (token_hash);
CREATE INDEX account_token_account ON account_token (account_id, purpose);
CREATE INDEX account_token_expires_at ON account_token (expires_at);

CREATE TABLE web_session (
    id_hash {text} NOT NULL PRIMARY KEY,
    account_id {id} REFERENCES account (id) ON DELETE CASCADE,
    data {bytes} NOT NULL,
    idle_seconds {integer} NOT NULL,
    expires_at {instant} NOT NULL,
    created_at {instant} NOT NULL,
    seen_at {instant} NOT NULL,
    ip {text},
    user_agent {text} NOT NULL
{end};
CREATE INDEX web_session_account ON web_session (account_id);
CREATE INDEX web_session_expires_at ON web_session (expires_at);

CREATE TABLE throttle (
    \"key\" {text} NOT NULL PRIMARY KEY,
    count {integer} NOT NULL,
    window_ends_at {instant} NOT NULL,
    blocked_until {instant}
{end};
CREATE INDEX throttle_window_ends_at ON throttle (window_ends_at);
";

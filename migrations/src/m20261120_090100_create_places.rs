//! What the clinic offers and where: specialties, locations, visit types.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, TABLES).await?;
        for (number, (code, name)) in (1..).zip(SPECIALTIES) {
            let id = sql::seed_id(manager, 1, number);
            sql::run(
                manager,
                &format!("INSERT INTO specialty (id, code, name) VALUES ({id}, '{code}', '{name}')"),
            )
            .await?;
        }
        for (number, (code, name, kind, minutes)) in (1..).zip(VISIT_TYPES) {
            let id = sql::seed_id(manager, 2, number);
            let insert = format!(
                "INSERT INTO visit_type (id, code, name, kind, duration_minutes, active, confirms, position)
                 VALUES ({id}, '{code}', '{name}', '{kind}', {minutes}, {{true}}, {{false}}, {number})"
            );
            sql::run(manager, &insert).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::drop_tables(manager, &["visit_type", "location", "specialty"]).await
    }
}

const TABLES: &str = "
CREATE TABLE specialty (
    id {id} NOT NULL PRIMARY KEY,
    code {text} NOT NULL,
    name {text} NOT NULL
{end};
CREATE UNIQUE INDEX specialty_code_unique ON specialty (code);

CREATE TABLE location (
    id {id} NOT NULL PRIMARY KEY,
    name {text} NOT NULL,
    address_line {text} NOT NULL,
    city {text} NOT NULL,
    city_folded {sorted} NOT NULL,
    country {text} NOT NULL,
    zone {text} NOT NULL,
    active {flag} NOT NULL DEFAULT {true},
    version {integer} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
{end};
CREATE INDEX location_city_folded ON location (city_folded);

CREATE TABLE visit_type (
    id {id} NOT NULL PRIMARY KEY,
    code {text} NOT NULL,
    name {text} NOT NULL,
    kind {text} NOT NULL,
    duration_minutes {integer} NOT NULL,
    active {flag} NOT NULL DEFAULT {true},
    confirms {flag} NOT NULL DEFAULT {false},
    position {integer} NOT NULL,
    CONSTRAINT visit_type_duration CHECK (duration_minutes BETWEEN 1 AND 1440)
{end};
CREATE UNIQUE INDEX visit_type_code_unique ON visit_type (code);
";

const SPECIALTIES: [(&str, &str); 16] = [
    ("general_practice", "General practice"),
    ("cardiology", "Cardiology"),
    ("dermatology", "Dermatology"),
    ("endocrinology", "Endocrinology"),
    ("gastroenterology", "Gastroenterology"),
    ("gynaecology", "Gynaecology"),
    ("neurology", "Neurology"),
    ("oncology", "Oncology"),
    ("ophthalmology", "Ophthalmology"),
    ("orthopaedics", "Orthopaedics"),
    ("ear_nose_throat", "Ear, nose and throat"),
    ("paediatrics", "Paediatrics"),
    ("psychiatry", "Psychiatry"),
    ("pulmonology", "Pulmonology"),
    ("rheumatology", "Rheumatology"),
    ("urology", "Urology"),
];

/// Code, name, kind, minutes.
const VISIT_TYPES: [(&str, &str, &str, u16); 3] = [
    ("first", "First visit", "in_person", 30),
    ("follow_up", "Follow-up", "in_person", 20),
    ("video", "Video visit", "video", 20),
];

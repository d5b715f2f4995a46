//! The schema's history; its rules are in `README.md`.

use std::hash::{DefaultHasher, Hash, Hasher};

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m20261120_090000_create_accounts;
mod m20261120_090100_create_places;
mod m20261120_090200_create_people;
mod m20261120_090300_create_availability;
mod m20261120_090400_create_appointments;
mod m20261120_090500_create_occupancy;
mod m20261120_090600_create_operations;
mod m20261120_090700_index_cancelled_appointments;
mod m20261120_090800_create_next_free;
mod m20261120_200000_create_live_events;
mod m20261121_170000_cover_search;
mod m20261121_180000_keep_removed_hours;
mod m20261121_210000_seal_audit;
mod m20261122_010000_index_audit_actions;
mod m20261128_090000_create_email_change;
mod m20261128_100000_create_second_factors;
mod m20261128_110000_create_roles;
mod m20261128_110100_create_invitations;
mod m20261128_120000_create_care;
mod m20261128_120100_create_emergency_access;
mod m20261128_120200_create_access_cases;
mod m20261128_130000_create_passkeys;
mod m20261129_080000_cover_doctors;
mod m20261129_090000_create_record_invitations;
mod m20261129_100000_create_files;
mod m20261129_110000_create_carers;
mod m20261129_120000_create_system_log;
mod m20261130_090000_create_exchanges;
mod m20261130_100000_create_merges;
mod m20261130_110000_create_bulk;
mod m20261130_120000_version_carers;
mod m20261201_090000_replace_sessions;
mod m20261201_110000_keep_first_pages;
mod sql;

/// Every migration in order.
pub struct Migrator;

macro_rules! history {
    ($($name:ident),+ $(,)?) => {
        #[async_trait::async_trait]
        impl MigratorTrait for Migrator {
            fn migrations() -> Vec<Box<dyn MigrationTrait>> {
                vec![$(Box::new($name::Migration)),+]
            }
        }

        const SOURCES: &[&str] = &[include_str!("sql.rs"), $(include_str!(concat!(stringify!($name), ".rs"))),+];
    };
}

history![
    m20261120_090000_create_accounts,
    m20261120_090100_create_places,
    m20261120_090200_create_people,
    m20261120_090300_create_availability,
    m20261120_090400_create_appointments,
    m20261120_090500_create_occupancy,
    m20261120_090600_create_operations,
    m20261120_090700_index_cancelled_appointments,
    m20261120_090800_create_next_free,
    m20261120_200000_create_live_events,
    m20261121_170000_cover_search,
    m20261121_180000_keep_removed_hours,
    m20261121_210000_seal_audit,
    m20261122_010000_index_audit_actions,
    m20261128_090000_create_email_change,
    m20261128_100000_create_second_factors,
    m20261128_110000_create_roles,
    m20261128_110100_create_invitations,
    m20261128_120000_create_care,
    m20261128_120100_create_emergency_access,
    m20261128_120200_create_access_cases,
    m20261128_130000_create_passkeys,
    m20261129_080000_cover_doctors,
    m20261129_090000_create_record_invitations,
    m20261129_100000_create_files,
    m20261129_110000_create_carers,
    m20261129_120000_create_system_log,
    m20261130_090000_create_exchanges,
    m20261130_100000_create_merges,
    m20261130_110000_create_bulk,
    m20261130_120000_version_carers,
    m20261201_090000_replace_sessions,
    m20261201_110000_keep_first_pages,
];

/// Changes with the text of any migration: tests keep one migrated template per schema.
#[must_use]
pub fn fingerprint() -> u64 {
    let mut hasher = DefaultHasher::new();
    SOURCES.hash(&mut hasher);
    hasher.finish()
}

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
    m20261128_120000_create_care,

//! What the clinic does: one folder per feature, and the mechanisms every feature leans on.

pub mod accounts;
pub mod admin;
pub mod appointments;
pub mod audit;
pub mod availability;
pub mod care;
pub mod carers;
pub mod clock;
pub mod crypto;
pub mod database;
pub mod demo;
pub mod doctors;
pub mod emergency;
pub mod error;
pub mod exchanges;
pub mod files;
pub mod handover;
pub mod invitations;
pub mod jobs;
pub mod live;
pub mod locations;
mod long_list;
pub mod mail;
pub mod merges;
pub mod money;
pub mod numbers;
pub mod occupancy;
pub mod outbox;
pub mod patients;
pub mod photos;
pub mod ports;
mod prepared;
pub mod privacy;
pub mod records;
pub mod reference;
pub mod roles;
pub mod scope;
pub mod search;
pub mod sessions;
pub mod settings;
pub mod system_log;
#[cfg(feature = "testing")]
pub mod testing;
pub mod throttle;
pub mod times;
pub mod visit_types;
pub mod work;

/// That of the server: tests ask for memory as it does.
#[cfg(test)]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

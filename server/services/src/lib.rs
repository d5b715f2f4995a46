//! What the clinic does: one folder per feature, and the mechanisms every feature leans on.

pub mod accounts;
pub mod admin;
pub mod appointments;
pub mod audit;
pub mod availability;
pub mod clock;
pub mod crypto;
pub mod database;
pub mod doctors;
pub mod error;
pub mod jobs;
pub mod mail;
pub mod numbers;
pub mod occupancy;
pub mod patients;
pub mod ports;
pub mod scope;
pub mod search;
pub mod sessions;
#[cfg(feature = "testing")]
pub mod testing;
pub mod throttle;
pub mod times;

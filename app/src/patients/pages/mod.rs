//! The pages of patients.

pub mod list;
pub mod patient;
pub mod profile;

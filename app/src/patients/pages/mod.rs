//! The pages of patients.

pub mod access;
pub mod list;
pub mod patient;
pub mod profile;

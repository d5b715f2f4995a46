//! What people see: pages by feature, the user interface kit, the layouts, and the one table of pages.

#![expect(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    reason = "components own their props, and the view uses what they return"
)]

pub mod account;
pub mod admin;
pub mod appointments;
pub mod availability;
pub mod doctors;
pub mod error;
pub mod layout;
pub mod patients;
pub mod public;
pub mod ui;
pub mod viewer;

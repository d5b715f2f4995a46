//! The tables of visits.

pub mod appointment;
pub mod event;
pub mod hold;

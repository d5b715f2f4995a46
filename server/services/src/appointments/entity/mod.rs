//! The tables of visits.

pub mod appointment;

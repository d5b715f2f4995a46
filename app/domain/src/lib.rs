//! The clinic's words and rules: ids, value types, commands, read models, state machines.
//!
//! Compiles to the browser. No I/O, no clock, no framework.

pub mod accounts;
pub mod actor;
pub mod appointments;
pub mod availability;
pub mod conflict;
pub mod doctors;
pub mod form;
pub mod id;
pub mod page;
pub mod patients;
pub mod values;

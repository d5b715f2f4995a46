//! The clinic's words and rules: ids, value types, commands, read models, state machines.
//!
//! Compiles to the browser. No I/O, no clock, no framework.

#[macro_use]
mod stored;

pub mod access;
pub mod accounts;
pub mod actor;
pub mod admin;
pub mod appointments;
pub mod audit;
pub mod availability;
pub mod bulk;
pub mod calendar;
pub mod care;
pub mod carers;
pub mod conflict;
pub mod doctors;
pub mod emergency;
pub mod exchanges;
pub mod figures;
pub mod files;
mod filters;
pub mod form;
pub mod id;
pub mod invitations;
pub mod live;
pub mod merges;
pub mod page;
pub mod patients;
pub mod privacy;
pub mod records;
pub mod roles;
pub mod settings;
pub mod slots;
pub mod system_log;
pub mod values;
pub mod when;

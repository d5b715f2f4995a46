//! The tables of accounts.

pub mod account;
pub mod staff_role;
pub mod token;

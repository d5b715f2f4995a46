//! The tables of accounts.

pub mod account;
pub mod token;

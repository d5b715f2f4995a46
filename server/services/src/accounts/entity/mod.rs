//! The tables of accounts.

pub mod account;
pub mod email_change;
pub mod token;

//! The pages of accounts.

pub mod account;
pub mod sign_in;

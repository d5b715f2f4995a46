//! The tables of accounts.

pub mod account;
pub mod factor;
pub mod recovery_code;
pub mod staff_role;
pub mod token;

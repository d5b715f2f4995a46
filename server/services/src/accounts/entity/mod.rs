//! The tables of accounts.

pub mod account;
pub mod email_change;
pub mod factor;
pub mod passkey;
pub mod recovery_code;
pub mod token;

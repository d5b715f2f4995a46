//! The tables of roles.

pub mod grant;
pub mod role;

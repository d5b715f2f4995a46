//! Under construction.

pub mod password;

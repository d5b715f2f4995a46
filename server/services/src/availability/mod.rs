//! Under construction.

pub mod resolve;

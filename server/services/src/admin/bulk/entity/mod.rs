//! The tables of what staff prepare to do to many people.

pub mod change;
pub mod line;

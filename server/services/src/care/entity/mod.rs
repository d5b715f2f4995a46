//! The tables of care.

pub(super) mod assignment;
pub(super) mod relationship;

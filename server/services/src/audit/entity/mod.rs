//! The tables of the audit.

pub(super) mod batch;
pub(super) mod event;
pub(super) mod seal;

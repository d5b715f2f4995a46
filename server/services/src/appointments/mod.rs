//! Visits: holding, booking, cancelling, and reading one's own.

mod entity;

pub(crate) use entity::appointment::patients_of;

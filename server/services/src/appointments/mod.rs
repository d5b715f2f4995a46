//! Visits: holding, booking, cancelling, and reading one's own.

mod entity;
mod standing;

pub(crate) use entity::appointment::patients_of;
pub(crate) use standing::{StandingVisit, any_coming_at, live_of_doctor, live_starts_of_patient};

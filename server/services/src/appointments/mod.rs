//! Visits: holding a free time, booking it, what happens then, and reading one's own.
//!
//! A hold occupies the doctor for some minutes; booking turns that into the visit's and occupies the patient too. Nothing
//! here relies on a check made before: the database refuses what overlaps (`occupancy`).

mod around;
mod book;
mod calendar;
mod change;
mod entity;
mod figures;
mod get;
mod history;
mod hold;
mod home;
mod keep;
mod letters;
mod rules;
mod standing;
mod sweep;
mod telling;
#[cfg(test)]
mod tests;

pub(crate) use around::{Around, around, doctors_of};
pub use book::{book, booked_from};
pub use calendar::calendar;
pub use change::{cancel, step};
pub(crate) use entity::appointment::patients_of;
pub use figures::of_doctor as visits_by_week;
pub(crate) use figures::{count_cancelled, count_live, of_clinic};
pub use get::{get, hold_view, lost_hold};
pub(crate) use hold::let_go_of_all;
pub use hold::{hold, release};
pub use home::{WithPatient, doctor_home, patient_home, with_patient};
pub use keep::visits_to_keep;
pub(crate) use letters::{booked as booked_letter, cancelled as cancelled_letter, confirmed as confirmed_letter};
pub(crate) use standing::starts_that_show;
pub(crate) use standing::{StandingVisit, any_coming_at, live_of_doctor, live_starts_of_patient};
pub(crate) use sweep::register;
pub use sweep::sweep_holds;

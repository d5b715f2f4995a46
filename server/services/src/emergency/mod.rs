//! Emergency access: a doctor opens one patient for an hour, says why, and is looked at afterwards.
//!
//! While it lasts, its doctor sees its patient ([`patients_of`] is part of `patients::visible_to`).

mod entity;
mod letters;
mod open;
mod review;
#[cfg(test)]
mod tests;

pub(crate) use entity::patients_of;
pub(crate) use letters::opened as opened_letter;
pub(crate) use open::banners;
pub use open::{end, open};
pub use review::{list, one, review, waiting};

//! Relationships of care: asked for by one side, answered by the other, ended by either; staff arrange many at once.
//!
//! While one is in force, its doctor sees its patient ([`patients_of`] is part of `patients::visible_to`).

mod answer;
mod ask;
mod assign;
mod entity;
mod give_way;
mod letters;
mod of_record;
mod team;
#[cfg(test)]
mod tests;
mod view;

pub use answer::step;
pub use ask::{ask_by_number, ask_doctor, ask_page, ask_patient};
pub(crate) use assign::forget;
pub use assign::{assignment, confirm, prepare};
pub(crate) use entity::relationship::patients_of;
pub(crate) use give_way::give_way;
pub(crate) use letters::{
    answered as answered_letter, asked as asked_letter, assigned as assigned_letter, ended as ended_letter,
    patients_assigned as patients_assigned_letter,
};
pub use of_record::{end_of_record, of_record};
pub(crate) use team::{in_force, of_patients, waiting, with_patient};
pub use team::{requests, team};

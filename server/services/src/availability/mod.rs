//! When doctors can be booked: weekly hours, blocks and openings in, free times out.
//!
//! Hours are wall time in the zone of their place; [`resolve`] makes instants of them. Nothing here reserves a time: what
//! is free is read, and a booking lets the database decide (`occupancy`). A change of hours never moves or hides a visit.

mod diaries;
mod entity;
mod exceptions;
mod hours;
mod labels;
mod month;
mod offers;
mod overlap;
mod plans;
mod preview;
mod reach;
mod removed;
pub mod resolve;
mod rules;
mod standing;
#[cfg(test)]
mod tests;

pub use exceptions::{add_exception, remove_exception};
pub use hours::hours;
pub use month::month;
pub use offers::{Kinds, NextFree, nearest, next_free, next_of_each, offered};
pub use plans::{Block, blocks, open_times};
pub(crate) use reach::{OnOffer, doctors_at, is_used, on_offer};
pub(crate) use removed::register;
pub use removed::{forget_removed, restore_exception, restore_rule};
pub use rules::{add_rule, remove_rule};

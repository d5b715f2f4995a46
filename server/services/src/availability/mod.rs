//! When doctors can be booked: weekly hours, blocks and openings in, free times out.
//!
//! Hours are wall time in the zone of their place; [`resolve`] makes instants of them. Nothing here reserves a time: what
//! is free is read, and a booking lets the database decide (`occupancy`).

mod diaries;
mod entity;
mod month;
mod offers;
mod plans;
pub mod resolve;
#[cfg(test)]
mod tests;

pub use month::month;
pub use offers::{nearest, next_free, offered};
pub use plans::{Block, blocks, open_times};

//! The tables of a doctor's hours. When a doctor can be booked is public; the note of a block is not, and stays sealed.

pub mod exception;
pub mod rule;

//! The tables of doctors.

pub mod doctor;
pub mod fee;
pub mod next_free;
pub mod specialty;

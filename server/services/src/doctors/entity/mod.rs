//! The tables of doctors.

pub mod doctor;
pub mod fee;
pub mod specialty;

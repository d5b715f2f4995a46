//! The pages about carers.

pub mod accept;
pub mod caring;
pub mod own;

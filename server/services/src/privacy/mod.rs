//! What patients do not recognise in their access history: a case for the privacy officer, and an answer.

mod cases;
mod entity;
mod report;
#[cfg(test)]
mod tests;

pub(crate) use cases::answered_letter;
pub use cases::{answer, close, list, one, open_cases};
pub(crate) use report::of_events;
pub use report::report;

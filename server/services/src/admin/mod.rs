//! What administrators do: the overview, people, and deliveries that failed.

mod audit;
pub mod bulk;
mod deliveries;
mod numbers;
pub mod people;
#[cfg(test)]
mod tests;

pub use audit::{audit, audit_file};
pub use deliveries::{deliveries, retry};
pub use numbers::{home, visit_figures};

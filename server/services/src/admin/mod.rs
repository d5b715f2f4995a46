//! What administrators do: people.

pub mod people;

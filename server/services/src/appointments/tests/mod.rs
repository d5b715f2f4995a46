//! Stories of visits.

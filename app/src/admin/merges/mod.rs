//! Two records of one person: compared, made one, and taken apart again.

mod card;
mod page;
mod server_fns;
mod sides;

pub use card::merges_of;
pub use page::MergePage;
pub use server_fns::merges;

/// The page of a record.
fn record(patient: impl std::fmt::Display) -> String {
    format!("/admin/people/records/{patient}")
}

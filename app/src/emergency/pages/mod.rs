//! The pages about emergency access.

mod list;
mod one;
mod open;

pub use list::EmergenciesPage;
pub use one::EmergencyPage;
pub use open::OpenPage;

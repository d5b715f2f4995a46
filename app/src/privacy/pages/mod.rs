//! The pages about cases.

mod list;
mod one;

pub use list::CasesPage;
pub use one::CasePage;

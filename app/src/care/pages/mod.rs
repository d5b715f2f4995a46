//! The pages about relationships of care.

mod ask;
mod assign;
mod assignment;
mod requests;
mod team;

pub use ask::AskDoctorPage;
pub use assign::AssignPage;
pub use assignment::AssignmentPage;
pub use requests::RequestsPage;
pub use team::TeamPage;

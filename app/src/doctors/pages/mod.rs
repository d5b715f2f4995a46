//! The pages of doctors for everybody and for the doctor.

mod edit;
mod profile;
mod search;
mod times;
mod waiting;

pub use edit::EditProfilePage;
pub use profile::ProfilePage;
pub use search::SearchPage;
pub use waiting::WaitingPage;

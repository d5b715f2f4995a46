//! The pages of doctors for everybody and for the doctor.

mod edit;
mod licence;
mod profile;
mod search;
mod times;
mod waiting;

pub use edit::EditProfilePage;
pub use licence::LicencePage;
pub use profile::ProfilePage;
pub use search::SearchPage;
pub use waiting::WaitingPage;

//! The frames around the pages: header, navigation, account menu, footer.

mod frame;
mod languages;
mod menu;
mod navigation;

pub use frame::{AccountLayout, AdminLayout, DoctorLayout, PatientLayout, PublicLayout};
pub use languages::Languages;

//! The frames around the pages: header, navigation, account menu, footer.

mod frame;
mod menu;
mod navigation;

pub use frame::{AccountLayout, AdminLayout, DoctorLayout, PatientLayout, PublicLayout};

//! The frames around the pages: header, navigation, account menu, footer.

mod acting;
mod chooser;
mod frame;
mod languages;
mod mark;
mod menu;
mod navigation;
mod themes;

pub use frame::{AccountLayout, AdminLayout, DoctorLayout, PatientLayout, PublicLayout};
pub use languages::Languages;
pub use mark::LETTER;
pub(crate) use navigation::places;
pub use themes::Themes;

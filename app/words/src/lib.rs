//! Every word that people read: on pages, in errors and in mails.
//!
//! # Whose words
//! Who says a text decides where it belongs:
//! - [`ServerUi`]: what only the server says, as dates, failures and the document around the app; `src/server` and
//!   `src/{en,es,ar}/server`. It reaches no browser, nor does [`MailWords`], what mails say.
//! - [`StaffUi`]: what pages under `/admin` say; `src/staff` and `src/{en,es,ar}/staff`. A browser fetches it with the code of
//!   those pages. The frame around them is everybody's: its navigation, errors, and what forms complain of are in `Ui`.
//! - [`Ui`]: all else; `src/ui` and `src/{en,es,ar}`. A browser fetches it with every page.
//!
//! The server has all of them.
//!
//! # Adding words
//! One line in a section, and one in that section of each language; a word that a language lacks does not compile.
//! - `texts` are fields: `ui.common.save`.
//! - `phrases` are methods that fill `{placeholders}`: `ui.account.last_seen(time)`.
//! - `counts` are methods that choose the plural form: `ui.booking.minutes_long(5)`.
//!
//! # Adding a language
//! A folder beside `src/en` with the same files, a variant of [`Language`], two functions in `given` and two pieces in the
//! app's `spoken`. A language from right to left also needs `direction` in its grammar; what is filled into its phrases is isolated then.

#[macro_use]
mod catalogue;

mod ar;
mod direction;
mod en;
mod es;
#[cfg(target_arch = "wasm32")]
pub mod given;
mod grammar;
mod language;
pub mod mail;
#[cfg(any(test, feature = "pseudo"))]
mod pseudo;
#[cfg(not(target_arch = "wasm32"))]
pub mod server;
pub mod staff;
pub mod ui;

pub use catalogue::Count;
pub use grammar::{Category, Grammar, Plural};
pub use language::Language;
pub use mail::{Letter, MailWords};
#[cfg(any(test, feature = "pseudo"))]
pub use pseudo::FOR_STAFF;
#[cfg(not(target_arch = "wasm32"))]
pub use server::ServerUi;
pub use staff::StaffUi;
pub use ui::Ui;

/// The name of the portal, the same in every language.
pub const PRODUCT: &str = "Salve";

#[cfg(test)]
mod catalogue_tests;

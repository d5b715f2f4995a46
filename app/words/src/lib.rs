//! Every word that people read: on pages, in errors and in mails.
//!
//! # Adding words
//! One line in `src/ui/<section>.rs` and one in `src/{en,es,ar}/<section>.rs`; a word that a language lacks does not compile.
//! - `texts` are fields: `ui.common.save`.
//! - `phrases` are methods that fill `{placeholders}`: `ui.account.signed_in_as(name)`.
//! - `counts` are methods that choose the plural form: `ui.time.minutes(5)`.
//!
//! # Adding a language
//! A folder beside `src/en` with the same files, a variant of [`Language`], a line in `catalogue_tests::WRITTEN`, a
//! function in `given` and a piece in the app's `spoken`. A language from right to left also needs `direction` in its
//! grammar; what is filled into its phrases is isolated then.

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
pub mod ui;

pub use catalogue::Count;
pub use grammar::{Category, Grammar, Plural};
pub use language::Language;
pub use mail::{Letter, MailWords};
pub use ui::Ui;

#[cfg(test)]
mod catalogue_tests;

//! The browser's words: a page has one language, so the others are not fetched. Each language is cut out of the program by
//! whoever calls its function here and nothing else names it.

use crate::{Ui, ar, en, es};
use std::sync::OnceLock;

static GIVEN: OnceLock<&'static Ui> = OnceLock::new();

/// Gives the page its words, once and before anything asks for them.
pub fn give(words: &'static Ui) {
    GIVEN.get_or_init(|| words);
}

/// The words that the page was given.
pub(crate) fn words() -> &'static Ui {
    GIVEN.get().expect("the words are given before the page wakes")
}

/// English.
#[must_use]
pub fn english() -> &'static Ui {
    &en::UI
}

/// Spanish.
#[must_use]
pub fn spanish() -> &'static Ui {
    &es::UI
}

/// Arabic.
#[must_use]
pub fn arabic() -> &'static Ui {
    &ar::UI
}

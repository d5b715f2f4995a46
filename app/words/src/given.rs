//! The browser's words: a page has one language, so the others are not fetched, and most pages have no words for staff. Each
//! piece is cut out of the program by whoever calls its function here and nothing else names it.

use crate::{StaffUi, Ui, ar, en, es};
use std::sync::OnceLock;

static GIVEN: OnceLock<&'static Ui> = OnceLock::new();
static GIVEN_TO_STAFF: OnceLock<&'static StaffUi> = OnceLock::new();

/// Gives the page its words, once and before anything asks for them.
pub fn give(words: &'static Ui) {
    GIVEN.get_or_init(|| words);
}

/// Gives the page what only staff read, before a page for staff asks for it.
pub fn give_to_staff(words: &'static StaffUi) {
    GIVEN_TO_STAFF.get_or_init(|| words);
}

/// The words that the page was given.
pub(crate) fn words() -> &'static Ui {
    GIVEN.get().expect("the words are given before the page wakes")
}

/// The words for staff that the page was given.
pub(crate) fn staff_words() -> &'static StaffUi {
    GIVEN_TO_STAFF
        .get()
        .expect("the words for staff are given before their page wakes")
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

/// English for staff.
#[must_use]
pub fn english_for_staff() -> &'static StaffUi {
    &en::STAFF
}

/// Spanish for staff.
#[must_use]
pub fn spanish_for_staff() -> &'static StaffUi {
    &es::STAFF
}

/// Arabic for staff.
#[must_use]
pub fn arabic_for_staff() -> &'static StaffUi {
    &ar::STAFF
}

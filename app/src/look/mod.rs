//! How the clinic's things look on every page that shows them: states, times, visits in lists, free times on offer.

mod care;
mod carers;
mod claim;
mod details;
mod documents;
mod emergency;
mod offers;
mod own_photo;
mod visits;

pub use care::{AskFields, CareRows, care_note, ends_on, kinds, lost_care};
pub use carers::{CarerRows, OfferFields, carer_may, lost_change};
pub use claim::{ClaimWords, claim_page, link_for_another, link_gone, new_password};
pub use details::{PatientFields, person_fields};
pub use documents::documents;
pub use emergency::emergency_banner;
pub use offers::{Alternatives, SlotOffers, nearest};
pub use own_photo::own_photo;
pub use visits::{Status, VisitRows, entry, place, status_look, visit_address, visit_line};

use domain::id::FileId;
use domain::when::When;

use crate::viewer::words;

/// At most two letters of a name: the first ones of its first and its last word, titles apart.
#[must_use]
pub fn initials(name: &str) -> String {
    let letters: Vec<_> = name
        .split_whitespace()
        .filter(|word| !word.ends_with('.') && *word != "Dr")
        .filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()))
        .collect();
    let last = letters.iter().skip(1).next_back();
    letters
        .first()
        .into_iter()
        .chain(last)
        .flat_map(|letter| letter.to_uppercase())
        .collect()
}

/// Where the readers of photos find them: everybody those of doctors who can be found, people their own, doctors those of
/// their patients, staff all.
pub const PUBLIC_PHOTOS: &str = "/photo";
pub const OWN_PHOTO: &str = "/account/photo";
pub const PATIENTS_PHOTOS: &str = "/doctor/photo";
pub const PEOPLES_PHOTOS: &str = "/admin/photo";

/// The address of a photo beside a name.
#[must_use]
pub fn photo(at: &str, id: Option<FileId>) -> Option<String> {
    id.map(|id| format!("{at}/{id}?size=small"))
}

/// "2:30pm", with the zone after it when the reader may expect another one.
#[must_use]
pub fn start(when: &When) -> String {
    named(when, when.time.clone())
}

/// "2:30pm to 3pm", with the zone like [`start`].
#[must_use]
pub fn span(when: &When) -> String {
    named(when, words().time.range(&when.time, &when.end_time))
}

/// "Wednesday 18 November 2026 at 2:30pm", with the zone like [`start`].
#[must_use]
pub fn day_and_start(when: &When) -> String {
    words().common.at(&when.date, start(when))
}

fn named(when: &When, time: String) -> String {
    match &when.zone {
        Some(zone) => words().time.with_zone(time, zone),
        None => time,
    }
}

/// Parts of a line in small print, those that are there.
#[must_use]
pub fn dotted<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    words().beside(parts, " · ")
}

/// The label of a field that may stay empty.
#[must_use]
pub fn optional(label: &str) -> String {
    format!("{label} {}", words().common.optional)
}

/// The address that dials a number as people write it.
#[must_use]
pub fn tel(phone: &str) -> String {
    let dialled: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{dialled}")
}

#[cfg(test)]
mod tests {
    use super::{dotted, initials, tel};

    #[test]
    fn initials_leave_titles_out() {
        for (name, letters) in [
            ("Dr Lindiwe Okafor", "LO"),
            ("Prof. Ana María de la Cruz", "AC"),
            ("Cher", "C"),
            ("Ann 🦊 (Moreau)", "AM"),
            ("محمد علي", "مع"),
            ("", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }

    #[test]
    fn small_print_leaves_out_what_is_not_there() {
        assert_eq!(dotted([Some("a"), None, Some("b")]), "a · b");
        assert_eq!(tel("+44 (20) 7946-0100"), "tel:+442079460100");
    }
}

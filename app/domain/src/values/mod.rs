//! Values that are right once they exist. Each is made by `parse` from what a person typed.

mod contact;
mod dates;
mod money;
mod password;
mod text;

pub use contact::{EmailAddress, Phone};
pub use dates::{BirthDate, ClockTime, IsoDate, age, coming_day};
pub use money::{Currency, Money};
pub use password::{Password, PasswordRule, Secret};
pub use text::{FreeText, LicenceNumber, PersonName, PostalAddress};

use crate::form::Problem;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The largest record number: no clinic gets here.
pub const RECORD_NUMBER_MAX: i64 = 999_999_999;

/// An entry of a select, of radios or of checkboxes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What the form posts.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// Reads a chosen id; nothing chosen is `missing`.
///
/// # Errors
/// `missing`, or that no such choice can exist.
pub fn chosen<T: FromStr>(text: &str, missing: Problem) -> Result<T, Problem> {
    match text.trim() {
        "" => Err(missing),
        text => text.parse().map_err(|_| Problem::UnknownChoice),
    }
}

/// Reads the ticked checkboxes, each once, in order; none ticked is `missing`.
///
/// # Errors
/// `missing`, or that no such choice can exist.
pub fn chosen_many<T: FromStr + PartialEq>(texts: &[String], missing: Problem) -> Result<Vec<T>, Problem> {
    let mut found = Vec::new();
    for text in texts.iter().filter(|text| !text.trim().is_empty()) {
        let value = text.trim().parse().map_err(|_| Problem::UnknownChoice)?;
        if !found.contains(&value) {
            found.push(value);
        }
    }
    if found.is_empty() { Err(missing) } else { Ok(found) }
}

/// Reads an optional field: nothing typed is `None`.
///
/// # Errors
/// What `parse` says about something typed.
pub fn optional<T>(text: &str, parse: impl FnOnce(&str) -> Result<T, Problem>) -> Result<Option<T>, Problem> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        parse(text).map(Some)
    }
}

/// Reads a whole number within bounds.
///
/// # Errors
/// That it is missing, not a number, or out of bounds.
pub fn number<T: TryFrom<i64>>(text: &str, min: i64, max: i64) -> Result<T, Problem> {
    let out_of_range = Problem::NumberOutOfRange { min, max };
    let digits: String = text.trim().chars().map(western_digit).collect();
    if digits.is_empty() {
        return Err(Problem::EnterNumber);
    }
    let number: i64 = digits.parse().map_err(|_| out_of_range.clone())?;
    if number < min || number > max {
        return Err(out_of_range);
    }
    T::try_from(number).map_err(|_| out_of_range)
}

/// Reads the hidden `version` of a row that a form changes.
///
/// # Errors
/// That the page must be loaded again.
pub fn version(text: &str) -> Result<i32, Problem> {
    text.trim().parse().map_err(|_| Problem::ReloadPage)
}

/// Reads where to go after signing in: only paths of this portal count.
#[must_use]
pub fn local_path(text: &str) -> Option<String> {
    let text = text.trim();
    let local = text.starts_with('/') && !text.starts_with("//") && text.len() <= 500;
    let plain = text.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    (local && plain).then(|| text.to_owned())
}

/// Digits of other scripts as 0-9, everything else as it is.
pub(crate) fn western_digit(c: char) -> char {
    const ZEROS: [char; 5] = ['\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{FF10}'];
    for zero in ZEROS {
        if let Some(digit) = (c as u32).checked_sub(zero as u32).filter(|digit| *digit < 10) {
            return char::from_digit(digit, 10).unwrap_or(c);
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SpecialtyId;

    #[test]
    fn only_paths_of_this_portal_are_followed() {
        assert_eq!(local_path("/patient?x=1"), Some("/patient?x=1".to_owned()));
        for foreign in [
            "",
            "patient",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/ü",
        ] {
            assert_eq!(local_path(foreign), None, "{foreign:?}");
        }
    }

    #[test]
    fn choices_are_read_once_each() {
        let id = "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10".to_owned();
        let many = chosen_many::<SpecialtyId>(&[id.clone(), String::new(), id], Problem::ChooseSpecialty);
        assert_eq!(many.unwrap().len(), 1);
        assert_eq!(
            chosen_many::<SpecialtyId>(&[], Problem::ChooseSpecialty),
            Err(Problem::ChooseSpecialty)
        );
        assert_eq!(
            chosen::<SpecialtyId>("7", Problem::ChooseSpecialty),
            Err(Problem::UnknownChoice)
        );
    }

    #[test]
    fn numbers_have_bounds() {
        assert_eq!(number::<u16>(" 24 ", 0, 72), Ok(24));
        assert_eq!(number::<u16>("٢٤", 0, 72), Ok(24));
        assert_eq!(number::<u16>("", 0, 72), Err(Problem::EnterNumber));
        for wrong in ["-1", "73", "2.5", "x", "99999999999999999999"] {
            assert_eq!(
                number::<u16>(wrong, 0, 72),
                Err(Problem::NumberOutOfRange { min: 0, max: 72 }),
                "{wrong}"
            );
        }
    }
}

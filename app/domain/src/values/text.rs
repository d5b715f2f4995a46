//! Names, addresses, licence numbers and free text.

use crate::form::Problem;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Longest name in characters.
const NAME_MAX: u32 = 200;

macro_rules! text_value {
    ($name:ident) => {
        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(super) use text_value;

/// The name of a person, in any script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonName(String);
text_value!(PersonName);

impl PersonName {
    /// Reads a name of 1 to 200 characters; spaces are collapsed.
    ///
    /// # Errors
    /// That it is missing, too long, or holds characters that cannot be shown safely.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        line(
            text,
            NAME_MAX,
            Problem::EnterName,
            Problem::NameTooLong { max: NAME_MAX },
        )
        .map(Self)
    }
}

/// A postal address as it is written on an envelope, lines included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PostalAddress(String);
text_value!(PostalAddress);

impl PostalAddress {
    /// Reads an address of up to 500 characters.
    ///
    /// # Errors
    /// That it is missing, too long, or holds characters that cannot be shown safely.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        paragraphs(text, 500, Problem::EnterAddress).map(Self)
    }
}

/// Free text with lines: reasons, notes, biographies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FreeText(String);
text_value!(FreeText);

impl FreeText {
    /// Reads text of up to `max` characters; nothing typed is `missing`.
    ///
    /// # Errors
    /// `missing`, too long, or characters that cannot be shown safely.
    pub fn parse(text: &str, max: u32, missing: Problem) -> Result<Self, Problem> {
        paragraphs(text, max, missing).map(Self)
    }

    /// Reads text of one line.
    ///
    /// # Errors
    /// `missing`, too long, or characters that cannot be shown safely.
    pub fn line(text: &str, max: u32, missing: Problem) -> Result<Self, Problem> {
        line(text, max, missing, Problem::TextTooLong { max }).map(Self)
    }

    /// Reads optional text of up to `max` characters.
    ///
    /// # Errors
    /// Too long, or characters that cannot be shown safely.
    pub fn optional(text: &str, max: u32) -> Result<Option<Self>, Problem> {
        super::optional(text, |text| Self::parse(text, max, Problem::EnterText))
    }
}

/// The number of a doctor's licence, as written and as compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LicenceNumber(String);
text_value!(LicenceNumber);

impl LicenceNumber {
    /// Reads a licence number: 3 to 50 letters and digits, with signs between them.
    ///
    /// # Errors
    /// That it is missing or cannot be a licence number.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let number = Self(line(text, 50, Problem::EnterLicence, Problem::LicenceWrong)?);
        let allowed = |c: char| c.is_alphanumeric() || " -/._".contains(c);
        let good = number.0.chars().all(allowed) && number.folded().chars().count() >= 3;
        if good { Ok(number) } else { Err(Problem::LicenceWrong) }
    }

    /// Upper-case letters and digits only: two spellings of one licence have one key.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_uppercase)
            .collect()
    }
}

fn line(text: &str, max: u32, missing: Problem, too_long: Problem) -> Result<String, Problem> {
    let text = text.trim();
    if text.chars().any(is_refused) {
        return Err(Problem::CharacterNotAllowed);
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    measured(text, max, missing, too_long)
}

fn paragraphs(text: &str, max: u32, missing: Problem) -> Result<String, Problem> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    if text.chars().any(|c| is_refused(c) && c != '\n' && c != '\t') {
        return Err(Problem::CharacterNotAllowed);
    }
    measured(text.to_owned(), max, missing, Problem::TextTooLong { max })
}

fn measured(text: String, max: u32, missing: Problem, too_long: Problem) -> Result<String, Problem> {
    if text.chars().all(is_invisible) {
        Err(missing)
    } else if text.chars().count() > max as usize {
        Err(too_long)
    } else {
        Ok(text)
    }
}

/// Controls, line separators, and the characters that reorder the text around them.
fn is_refused(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Characters that show nothing by themselves.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_scripts_are_accepted() {
        for name in [
            "Ann",
            "Zoë O’Neill-Łuczak",
            "محمد الأمين",
            "שָׁלוֹם",
            "王小明",
            "می\u{200C}خواهم",
            "Sam 👩\u{200D}⚕\u{FE0F}",
            "<b>Bo</b>",
        ] {
            assert_eq!(PersonName::parse(name).unwrap().as_str(), name);
        }
        assert_eq!(PersonName::parse("  Ann \u{A0} Lee ").unwrap().as_str(), "Ann Lee");
    }

    #[test]
    fn names_have_1_to_200_characters() {
        for empty in ["", "   ", "\u{200B}\u{200B}", "\u{3164}"] {
            assert_eq!(PersonName::parse(empty), Err(Problem::EnterName), "{empty:?}");
        }
        assert!(PersonName::parse(&"é".repeat(200)).is_ok());
        assert!(PersonName::parse(&"🙂".repeat(200)).is_ok());
        assert_eq!(
            PersonName::parse(&"a".repeat(201)),
            Err(Problem::NameTooLong { max: 200 })
        );
    }

    #[test]
    fn names_cannot_hide_or_reorder_text() {
        for name in [
            "a\0b",
            "a\tb",
            "a\nb",
            "a\u{7F}b",
            "a\u{85}b",
            "\u{202E}nnA",
            "A\u{2066}b",
            "a\u{2028}b",
        ] {
            assert_eq!(PersonName::parse(name), Err(Problem::CharacterNotAllowed), "{name:?}");
        }
    }

    #[test]
    fn addresses_keep_their_lines() {
        assert_eq!(
            PostalAddress::parse("1 High St\r\nLeeds \n").unwrap().as_str(),
            "1 High St\nLeeds"
        );
        assert_eq!(PostalAddress::parse("\r\n"), Err(Problem::EnterAddress));
        assert_eq!(
            PostalAddress::parse(&"x".repeat(501)),
            Err(Problem::TextTooLong { max: 500 })
        );
        assert_eq!(FreeText::optional(" ", 10), Ok(None));
        assert_eq!(FreeText::optional("a\0", 10), Err(Problem::CharacterNotAllowed));
    }

    #[test]
    fn spellings_of_a_licence_have_one_key() {
        let folded = |text| LicenceNumber::parse(text).unwrap().folded();
        assert_eq!(folded("gmc 712-3456"), folded("GMC/7123456"));
        assert_eq!(LicenceNumber::parse(" "), Err(Problem::EnterLicence));
        for wrong in ["--", "a-1", "<12345>", &"1".repeat(51)] {
            assert_eq!(LicenceNumber::parse(wrong), Err(Problem::LicenceWrong), "{wrong}");
        }
    }
}

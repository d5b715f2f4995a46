//! The languages of the portal.

use crate::{MailWords, Ui, en};

/// A language that the portal speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// British English.
    #[default]
    En,
    /// English made strange, so that text which does not come from this crate shows.
    #[cfg(any(test, feature = "pseudo"))]
    Pseudo,
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Self] = &[
        Self::En,
        #[cfg(any(test, feature = "pseudo"))]
        Self::Pseudo,
    ];

    /// The BCP 47 tag, as in `<html lang>` and in accounts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => "en-XA",
        }
    }

    /// The language with that tag.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// The direction of writing, as in `<html dir>`.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        "ltr"
    }

    /// The words of pages and errors.
    #[must_use]
    pub fn ui(self) -> &'static Ui {
        match self {
            Self::En => &en::UI,
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => &crate::pseudo::UI,
        }
    }

    /// The words of mails.
    #[must_use]
    pub fn mail(self) -> &'static MailWords {
        match self {
            Self::En => &en::MAIL,
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => &crate::pseudo::MAIL,
        }
    }
}

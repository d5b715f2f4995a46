//! The languages of the portal.

#[cfg(not(target_arch = "wasm32"))]
use crate::ServerUi;
use crate::{MailWords, StaffUi, Ui, ar, en, es};

/// How many ranges of an `Accept-Language` count; browsers send fewer than twenty.
const RANGES: usize = 50;

/// A language that the portal speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// British English.
    #[default]
    En,
    /// Spanish, for Spain and America alike.
    Es,
    /// Modern Standard Arabic with Western digits.
    Ar,
    /// English made strange, so that text which does not come from this crate shows.
    #[cfg(any(test, feature = "pseudo"))]
    Pseudo,
}

impl Language {
    /// Every language that people can choose.
    pub const ALL: &'static [Self] = &[Self::En, Self::Es, Self::Ar];

    /// The BCP 47 tag, as in `<html lang>` and in accounts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Ar => "ar",
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => "en-XA",
        }
    }

    /// The language with that tag.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let is_it = |language: &Self| language.code().eq_ignore_ascii_case(code);
        #[cfg(any(test, feature = "pseudo"))]
        if is_it(&Self::Pseudo) {
            return Some(Self::Pseudo);
        }
        Self::ALL.iter().copied().find(is_it)
    }

    /// The best language for `Accept-Language` (RFC 9110, 12.5.4): the highest weight wins, the first of equals. A range is
    /// met by a language of the same primary tag, so "es-MX" is answered in Spanish; `*` is no wish of its own. Nothing if
    /// none of the portal's languages is wanted. Looks at the first [`RANGES`] ranges.
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        for range in header.split(',').take(RANGES) {
            let (tag, parameter) = range.split_once(';').unwrap_or((range, "q=1"));
            let (Some(language), Some(weight)) = (Self::of_range(tag.trim()), weight(parameter)) else {
                continue;
            };
            if weight > best.map_or(0, |(heaviest, _)| heaviest) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }

    /// The language that a range asks for: the exact tag, or the primary one.
    fn of_range(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or(tag);
        Self::from_code(tag).or_else(|| Self::from_code(primary))
    }

    /// The direction of writing, as in `<html dir>`.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            _ => "ltr",
        }
    }

    /// The language by its own name, for those who cannot read the page.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Ar => "العربية",
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => "⟦Éñǧļíšħ⟧",
        }
    }

    /// The words of pages and errors: in the browser those that the page was given, as it has one language.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub fn ui(self) -> &'static Ui {
        crate::given::words()
    }

    /// The words of pages and errors.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn ui(self) -> &'static Ui {
        match self {
            Self::En => &en::UI,
            Self::Es => &es::UI,
            Self::Ar => &ar::UI,
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => &crate::pseudo::UI,
        }
    }

    /// The words that only staff read: in the browser those that the page was given.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub fn staff(self) -> &'static StaffUi {
        crate::given::staff_words()
    }

    /// The words that only staff read.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn staff(self) -> &'static StaffUi {
        match self {
            Self::En => &en::STAFF,
            Self::Es => &es::STAFF,
            Self::Ar => &ar::STAFF,
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => &crate::pseudo::STAFF,
        }
    }

    /// The words that only the server says.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn server(self) -> &'static ServerUi {
        match self {
            Self::En => &en::SERVER,
            Self::Es => &es::SERVER,
            Self::Ar => &ar::SERVER,
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => &crate::pseudo::SERVER,
        }
    }

    /// The words of mails.
    #[must_use]
    pub fn mail(self) -> &'static MailWords {
        match self {
            Self::En => &en::MAIL,
            Self::Es => &es::MAIL,
            Self::Ar => &ar::MAIL,
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => &crate::pseudo::MAIL,
        }
    }
}

/// A weight in thousandths, "q=0.8" → 800; nothing for what is no weight (RFC 9110, 12.4.2).
fn weight(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.trim().split_once('=')?;
    let (whole, rest) = value.split_once('.').unwrap_or((value, ""));
    let digits = rest.len() <= 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    if !name.eq_ignore_ascii_case("q") || !digits {
        return None;
    }
    let thousandths: u16 = format!("{rest:0<3}").parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_accepted_language_is_found() {
        for (header, language) in [
            ("es", Some(Language::Es)),
            ("ar-EG, ar;q=0.9, en;q=0.8", Some(Language::Ar)),
            ("fr-FR,fr;q=0.9,es-419;q=0.7,en;q=0.5", Some(Language::Es)),
            ("en;q=0.2, ES;Q=0.9", Some(Language::Es)),
            ("en-GB, es", Some(Language::En)),
            ("ar;q=0, es;q=0.001", Some(Language::Es)),
            ("ar ; q=1.000 , es", Some(Language::Ar)),
            (
                "ar;q=2, ar;q=1.5, ar;q=-1, ar;q=0.1234, ar;q=x, ar;level=1, es;q=0.1",
                Some(Language::Es),
            ),
            ("fr, *", None),
            ("*", None),
            ("", None),
            (",;,=;q", None),
            ("ar_EG", None),
            ("arabic", None),
        ] {
            assert_eq!(Language::accepted(header), language, "{header}");
        }
        let huge = format!("{}ar", "fr,".repeat(10_000));
        assert_eq!(Language::accepted(&huge), None);
    }

    #[test]
    fn languages_name_themselves_and_say_where_they_begin() {
        let said = [Language::En, Language::Es, Language::Ar].map(|one| (one.own_name(), one.direction()));
        assert_eq!(said, [("English", "ltr"), ("Español", "ltr"), ("العربية", "rtl")]);
    }
}

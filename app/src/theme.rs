//! The colours in which a reader wants the portal.

use serde::{Deserialize, Serialize};

/// A choice of colours. Kept by the browser, written to the document by the server: a page never changes its colours
/// after it was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the reader's system has it.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
    /// The strongest contrast, light or dark as the system has it.
    Contrast,
}

impl Theme {
    /// Every choice, in the order in which it is offered.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Contrast];

    /// The spelling in forms, in the cookie and in the document.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// The choice of that spelling.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }

    /// `data-theme` of the document, which the style sheet reads; nothing where the system decides.
    #[must_use]
    pub fn attribute(self) -> Option<&'static str> {
        (self != Self::System).then_some(self.code())
    }

    /// What `<meta name="color-scheme">` says, so that even the empty page before the styles has the right ground.
    #[must_use]
    pub const fn schemes(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::System | Self::Contrast => "light dark",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn a_theme_is_found_by_its_spelling_only() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_code(theme.code()), Some(theme));
        }
        for wrong in ["", "Dark", "dark ", "sepia"] {
            assert_eq!(Theme::from_code(wrong), None, "{wrong:?}");
        }
    }
}

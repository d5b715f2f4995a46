//! Passwords, which are never written anywhere.

use crate::{actor::Role, form::Problem};
use serde::Deserialize;
use std::fmt;

/// Longest password in characters.
const MAX: u32 = 128;

/// Something typed that is kept out of logs, answers and debug output.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How long a password must be, by what it protects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordRule {
    /// One person's own record: 12 characters.
    Patient,
    /// Records of others: 15 characters.
    Staff,
}

impl PasswordRule {
    /// Fewest characters.
    #[must_use]
    pub const fn min(self) -> u32 {
        match self {
            Self::Patient => 12,
            Self::Staff => 15,
        }
    }
}

impl From<Role> for PasswordRule {
    fn from(role: Role) -> Self {
        if role == Role::Patient {
            Self::Patient
        } else {
            Self::Staff
        }
    }
}

/// A new password that keeps the rule.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Reads a password; its spaces and signs are part of it.
    ///
    /// # Errors
    /// That it is missing, too short or too long.
    pub fn parse(text: &Secret, rule: PasswordRule) -> Result<Self, Problem> {
        let length = text.0.chars().count();
        if text.0.is_empty() {
            Err(Problem::EnterPassword)
        } else if length < rule.min() as usize {
            Err(Problem::PasswordTooShort { min: rule.min() })
        } else if length > MAX as usize {
            Err(Problem::PasswordTooLong { max: MAX })
        } else {
            Ok(Self(text.0.clone()))
        }
    }

    /// Refuses a password built around the person or the portal: names, the e-mail address, "salve".
    ///
    /// # Errors
    /// That it holds one of the words.
    pub fn without(self, words: &[&str]) -> Result<Self, Problem> {
        let folded = self.0.to_lowercase();
        let found = words
            .iter()
            .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
            .chain(["salve"])
            .any(|word| word.chars().count() >= 4 && folded.contains(&word.to_lowercase()));
        if found {
            Err(Problem::PasswordHasContext)
        } else {
            Ok(self)
        }
    }

    /// The password itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, rule: PasswordRule) -> Result<Password, Problem> {
        Password::parse(&Secret::from(text), rule)
    }

    #[test]
    fn length_counts_characters() {
        assert_eq!(parse("", PasswordRule::Patient), Err(Problem::EnterPassword));
        assert_eq!(
            parse(&"ü".repeat(11), PasswordRule::Patient),
            Err(Problem::PasswordTooShort { min: 12 })
        );
        assert!(parse(&"ü".repeat(12), PasswordRule::Patient).is_ok());
        assert_eq!(
            parse(&"a".repeat(14), PasswordRule::Staff),
            Err(Problem::PasswordTooShort { min: 15 })
        );
        assert!(parse(&" ".repeat(15), PasswordRule::Staff).is_ok());
        assert!(parse(&"🙂".repeat(128), PasswordRule::Staff).is_ok());
        assert_eq!(
            parse(&"a".repeat(129), PasswordRule::Staff),
            Err(Problem::PasswordTooLong { max: 128 })
        );
    }

    #[test]
    fn a_password_is_not_built_around_its_owner() {
        let words = ["Ann Okafor", "ann.okafor@example.com"];
        let check = |text: &str| parse(text, PasswordRule::Patient)?.without(&words);
        assert_eq!(check("okaFOR-2026-x1"), Err(Problem::PasswordHasContext));
        assert_eq!(check("my-salve-word-1"), Err(Problem::PasswordHasContext));
        assert!(check("annual leave form").is_ok());
    }

    #[test]
    fn nothing_prints_a_password() {
        let text = "correct horse battery";
        let printed = format!(
            "{:?} {:?}",
            Secret::from(text),
            parse(text, PasswordRule::Staff).unwrap()
        );
        assert!(!printed.contains("horse"), "{printed}");
    }
}

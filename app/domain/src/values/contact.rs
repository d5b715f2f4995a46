//! How a person is reached.

use super::{text::text_value, western_digit};
use crate::form::Problem;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An e-mail address that mail servers in general accept.
///
/// ASCII only: a domain in another script comes in its `xn--` form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailAddress(String);
text_value!(EmailAddress);

impl EmailAddress {
    /// Reads an address of up to 254 characters.
    ///
    /// # Errors
    /// That it is missing or has no usable form.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Problem::EnterEmail);
        }
        let (local, host) = text.rsplit_once('@').ok_or(Problem::EmailWrong)?;
        if text.len() <= 254 && is_local_part(local) && is_host(host) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Problem::EmailWrong)
        }
    }

    /// The key of an account: the address without regard to case.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// What stands before the `@`.
    #[must_use]
    pub fn local_part(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }
}

fn is_local_part(local: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    local.len() <= 64 && local.chars().all(allowed) && local.split('.').all(|part| !part.is_empty())
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.') && host.split('.').all(is_label) && last.len() >= 2 && !last.chars().all(|c| c.is_ascii_digit())
}

/// A telephone number, spaced as the person wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);
text_value!(Phone);

impl Phone {
    /// Reads a number of 7 to 15 digits with an optional leading `+`, spaces, brackets, dots and hyphens.
    ///
    /// # Errors
    /// That it is missing or cannot be dialled.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text: String = text.chars().map(western_digit).collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Err(Problem::EnterPhone);
        }
        let rest = text.strip_prefix('+').unwrap_or(&text);
        let digits = rest.chars().filter(char::is_ascii_digit).count();
        let allowed = rest.chars().all(|c| c.is_ascii_digit() || " -().".contains(c));
        if allowed && (7..=15).contains(&digits) && text.len() <= 40 {
            Ok(Self(text))
        } else {
            Err(Problem::PhoneWrong)
        }
    }

    /// Digits with an optional leading `+`, for `tel:` links.
    #[must_use]
    pub fn dialled(&self) -> String {
        self.0.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_addresses_are_accepted() {
        for good in [
            "ann@example.com",
            "a.b+tag@sub.example.co.uk",
            "o'neill@x-y.org",
            "x@xn--bcher-kva.example",
            "1@2.co",
        ] {
            assert_eq!(EmailAddress::parse(good).unwrap().as_str(), good);
        }
        let parsed = EmailAddress::parse("  Ann@Example.COM ").unwrap();
        assert_eq!(
            (parsed.as_str(), parsed.folded().as_str()),
            ("Ann@Example.COM", "ann@example.com")
        );
        let longest = format!("{}@{}.{}.com", "a".repeat(64), "b".repeat(63), "c".repeat(63));
        assert!(EmailAddress::parse(&longest).is_ok());
    }

    #[test]
    fn what_cannot_be_delivered_is_refused() {
        assert_eq!(EmailAddress::parse(" "), Err(Problem::EnterEmail));
        let long_host = format!("a@{}.com", ["b".repeat(60).as_str(); 5].join("."));
        for wrong in [
            "ann",
            "ann@",
            "@example.com",
            "ann@example",
            "ann@@example.com",
            "a b@example.com",
            "ann@exa mple.com",
            "ann@.com",
            "ann@-a.com",
            "a..b@example.com",
            ".a@example.com",
            "a.@example.com",
            "ann@127.0.0.1",
            "a@b.c",
            "ann@example.com\r\nBcc:x@y.zz",
            "\"a b\"@example.com",
            "<ann@example.com>",
            "ann@exämple.com",
            &format!("{}@example.com", "a".repeat(65)),
            &long_host,
        ] {
            assert_eq!(EmailAddress::parse(wrong), Err(Problem::EmailWrong), "{wrong}");
        }
    }

    #[test]
    fn numbers_can_be_dialled() {
        for good in [
            "020 7946 0999",
            "+44 (0)20 7946-0999",
            "1234567",
            "+123456789012345",
            "٠٢٠ ٧٩٤٦ ٠٩٩٩",
        ] {
            assert!(Phone::parse(good).is_ok(), "{good}");
        }
        assert_eq!(Phone::parse("+44 (20)  7946.0999").unwrap().dialled(), "+442079460999");
        assert_eq!(Phone::parse(""), Err(Problem::EnterPhone));
        for wrong in [
            "123456",
            "1234567890123456",
            "call me",
            "44+123456789",
            "12345678x",
            "1234567,8",
        ] {
            assert_eq!(Phone::parse(wrong), Err(Problem::PhoneWrong), "{wrong}");
        }
    }
}

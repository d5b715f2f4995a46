//! Browsers that signed in before: they have tries of their own, so that strangers who guess cannot lock them out.
//!
//! A browser keeps a random id and, for each account it signed in to, a mark that only this portal can make. Nothing of
//! it is stored here, and it lets nobody in.

use domain::values::EmailAddress;

use crate::crypto::Token;
use crate::scope::Tools;

/// Most accounts that one browser is remembered for; the oldest is forgotten first.
const MOST: usize = 5;

/// What a browser shows of its earlier sign-ins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    id: String,
    marks: Vec<String>,
}

impl Device {
    /// Reads what the browser kept; anything else is a browser that was never seen.
    #[must_use]
    pub fn read(kept: &str) -> Self {
        let mut parts = kept.split('.').map(str::to_owned);
        let id = parts.next().unwrap_or_default();
        let is_plain = |text: &String| text.len() == 43 && text.bytes().all(is_letter);
        if !is_plain(&id) {
            return Self::default();
        }
        let marks = parts.filter(is_plain).take(MOST).collect();
        Self { id, marks }
    }

    /// What the browser keeps.
    #[must_use]
    pub fn write(&self) -> String {
        let marks = self.marks.iter().map(String::as_str);
        std::iter::once(self.id.as_str())
            .chain(marks)
            .collect::<Vec<_>>()
            .join(".")
    }

    /// The id of the browser, if it signed in to the account with this folded address before.
    #[must_use]
    pub fn known_to(&self, tools: &Tools, email_folded: &str) -> Option<&str> {
        let mark = mark(tools, &self.id, email_folded);
        self.marks.contains(&mark).then_some(self.id.as_str())
    }

    /// The same for an address as it was typed.
    #[must_use]
    pub fn known_to_typed(&self, tools: &Tools, email: &str) -> Option<&str> {
        let email = EmailAddress::parse(email).ok()?;
        self.known_to(tools, &email.folded())
    }

    /// The browser after it signed in to the account with this folded address.
    #[must_use]
    pub fn remember(&self, tools: &Tools, email_folded: &str) -> Self {
        let id = if self.id.is_empty() {
            Token::random().reveal().to_owned()
        } else {
            self.id.clone()
        };
        let newest = mark(tools, &id, email_folded);
        let older = self.marks.iter().filter(|mark| **mark != newest).cloned();
        let marks = std::iter::once(newest.clone()).chain(older).take(MOST).collect();
        Self { id, marks }
    }
}

fn mark(tools: &Tools, id: &str, email_folded: &str) -> String {
    tools.keys.token_hash("device", &format!("{id} {email_folded}"))
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

//! Passkeys (WebAuthn): signing in with a fingerprint, a face or a screen lock, without a password.

use crate::{
    form::{Check, FieldErrors, Problem},
    id::PasskeyId,
    values::{FreeText, optional},
    when::Moment,
};
use serde::{Deserialize, Serialize};

/// The most passkeys of one account.
pub const MOST_PASSKEYS: u32 = 10;

/// The most characters of a passkey's name.
const NAME_MAX: u32 = 60;

/// The most bytes of what a browser answers: ten times as much as the largest devices say.
const CREDENTIAL_BYTES: usize = 16 * 1024;

/// Somebody adds a passkey that their device has just made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddPasskey {
    /// What it is called; the device's name when nothing was typed.
    pub name: String,
    /// What the browser answered, as JSON (`WebAuthn`, `RegistrationResponseJSON`).
    pub credential: String,
}

impl AddPasskey {
    /// Checks the form: the name, if there is one, and what the browser answered.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<(Option<FreeText>, &str), FieldErrors> {
        let mut check = Check::new();
        let name = optional(&self.name, |name| FreeText::line(name, NAME_MAX, Problem::EnterName));
        let name = check.field("name", name);
        check.require(is_answer(&self.credential), "credential", Problem::PasskeyNotAdded);
        check.done((name.flatten(), self.credential.as_str()))
    }
}

/// Somebody removes one of their own passkeys.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemovePasskey {
    pub passkey: String,
}

/// Somebody shows with a passkey who they are: to sign in, or before something that matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShowPasskey {
    /// What the browser answered, as JSON (`WebAuthn`, `AuthenticationResponseJSON`).
    pub credential: String,
    /// Where to go afterwards; only local paths are followed.
    pub next: String,
}

impl ShowPasskey {
    /// What the browser answered, if it can be an answer.
    #[must_use]
    pub fn answer(&self) -> Option<&str> {
        Some(&*self.credential).filter(|answer| is_answer(answer))
    }
}

fn is_answer(credential: &str) -> bool {
    !credential.is_empty() && credential.len() <= CREDENTIAL_BYTES
}

/// The page of one's own passkeys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeysView {
    /// The newest first.
    pub passkeys: Vec<PasskeyRow>,
    /// Whether there is room for one more.
    pub may_add: bool,
}

/// One's own passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyRow {
    pub id: PasskeyId,
    pub name: String,
    pub added: Moment,
    /// Nothing while nobody has signed in with it.
    pub last_used: Option<Moment>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_may_go_without_a_name() {
        let form = AddPasskey {
            name: "  ".into(),
            credential: "{}".into(),
        };
        assert_eq!(form.parse(), Ok((None, "{}")));
        let named = AddPasskey {
            name: " My  phone ".into(),
            ..form.clone()
        };
        assert!(named.parse().unwrap().0.is_some());
        let long = AddPasskey {
            name: "x".repeat(61),
            ..form
        };
        assert!(long.parse().unwrap_err().get("name").is_some());
    }

    #[test]
    fn what_no_browser_answers_is_refused() {
        for credential in [String::new(), "x".repeat(CREDENTIAL_BYTES + 1)] {
            let add = AddPasskey {
                credential: credential.clone(),
                ..AddPasskey::default()
            };
            assert_eq!(
                add.parse().unwrap_err().get("credential"),
                Some(&Problem::PasskeyNotAdded)
            );
            let show = ShowPasskey {
                credential,
                ..ShowPasskey::default()
            };
            assert_eq!(show.answer(), None);
        }
    }
}

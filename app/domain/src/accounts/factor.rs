//! The second step at sign-in: a code of an app (TOTP, RFC 6238), and recovery codes for when the app is lost.

use crate::{
    form::{Check, FieldErrors, Problem},
    id::AccountId,
    values::{Secret, chosen, version, western_digit},
    when::Moment,
};
use serde::{Deserialize, Serialize};

/// Digits that an app shows.
pub const APP_DIGITS: usize = 6;

/// Digits of a recovery code, shown in groups of four. Digits alone, so that one keyboard types both kinds of code.
pub const RECOVERY_DIGITS: usize = 12;

/// How many recovery codes are made at once.
pub const RECOVERY_CODES: usize = 10;

/// A code that somebody typed, told apart by its length.
#[derive(Clone, PartialEq, Eq)]
pub enum OfferedCode {
    /// [`APP_DIGITS`] digits of the app.
    App(String),
    /// [`RECOVERY_DIGITS`] digits of a recovery code, without spaces.
    Recovery(String),
}

impl OfferedCode {
    /// Reads a code however it was grouped, in the digits of any script.
    ///
    /// # Errors
    /// That it is missing, or can be neither kind.
    pub fn parse(text: &Secret) -> Result<Self, Problem> {
        let typed: String = text
            .expose()
            .chars()
            .filter(|sign| {
                !sign.is_whitespace() && !matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{200E}' | '\u{200F}')
            })
            .map(western_digit)
            .take(RECOVERY_DIGITS + 1)
            .collect();
        if typed.is_empty() {
            return Err(Problem::EnterCode);
        }
        if !typed.bytes().all(|sign| sign.is_ascii_digit()) {
            return Err(Problem::CodeForm);
        }
        match typed.len() {
            APP_DIGITS => Ok(Self::App(typed)),
            RECOVERY_DIGITS => Ok(Self::Recovery(typed)),
            _ => Err(Problem::CodeForm),
        }
    }
}

impl std::fmt::Debug for OfferedCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::App(_) => "App(…)",
            Self::Recovery(_) => "Recovery(…)",
        })
    }
}

/// Somebody whose password was right offers a code.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProveFactor {
    pub code: Secret,
    /// Anything is yes: this browser is not asked again for a while.
    pub remember: String,
}

impl ProveFactor {
    /// Checks the form.
    ///
    /// # Errors
    /// What is wrong with the code.
    pub fn parse(&self) -> Result<(OfferedCode, bool), FieldErrors> {
        let code = OfferedCode::parse(&self.code).map_err(|problem| FieldErrors::one("code", problem))?;
        Ok((code, !self.remember.trim().is_empty()))
    }
}

/// Somebody turns the second step on, with a first code of the app.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TurnOnFactor {
    pub code: Secret,
}

impl TurnOnFactor {
    /// The digits of the app.
    ///
    /// # Errors
    /// What is wrong with the code; there are no recovery codes yet.
    pub fn parse(&self) -> Result<String, FieldErrors> {
        match OfferedCode::parse(&self.code) {
            Ok(OfferedCode::App(code)) => Ok(code),
            Ok(OfferedCode::Recovery(_)) => Err(FieldErrors::one("code", Problem::CodeForm)),
            Err(problem) => Err(FieldErrors::one("code", problem)),
        }
    }
}

/// Somebody who has signed in confirms that it is them, before something that matters.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ConfirmIdentity {
    pub password: Secret,
    /// Asked for when the account has a second step.
    pub code: Secret,
    /// Where to go on; only local paths are followed.
    pub next: String,
}

/// A confirmation that can be tried.
#[derive(Debug, Clone)]
pub struct ValidConfirmation {
    pub password: Secret,
    pub code: Option<OfferedCode>,
}

impl ConfirmIdentity {
    /// Checks the form; `with_code` when the account has a second step.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, with_code: bool) -> Result<ValidConfirmation, FieldErrors> {
        let mut check = Check::new();
        check.require(
            !self.password.expose().is_empty(),
            "password",
            Problem::EnterCurrentPassword,
        );
        check.require(
            self.password.expose().len() <= 1024,
            "password",
            Problem::CurrentPasswordWrong,
        );
        let code = with_code
            .then(|| check.field("code", OfferedCode::parse(&self.code)))
            .flatten();
        check.done(ValidConfirmation {
            password: self.password.clone(),
            code,
        })
    }
}

stored_enum! {
    /// Why staff reset somebody's second step.
    ResetReason {
        /// The phone is lost or broken.
        Lost = "lost",
        /// The phone was stolen.
        Stolen = "stolen",
        /// There is a new phone, and nothing was taken over.
        Replaced = "replaced",
    }
}

/// Staff reset the second step of somebody who has lost it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResetFactor {
    pub account: String,
    pub version: String,
    pub reason: String,
}

impl ResetFactor {
    /// Checks the form: the account, its version, and why.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<(AccountId, i32, ResetReason), FieldErrors> {
        let mut check = Check::new();
        let account = check.field("account", chosen(&self.account, Problem::ReloadPage));
        let version = check.field("version", version(&self.version));
        let reason = check.field(
            "reason",
            ResetReason::from_text(self.reason.trim()).ok_or(Problem::ChooseReason),
        );
        let (Some(account), Some(version), Some(reason)) = (account, version, reason) else {
            return Err(check.into_errors());
        };
        check.done((account, version, reason))
    }
}

/// The page of the second step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorView {
    /// Set when it is on.
    pub on: Option<FactorOn>,
    /// Whether the account has a passkey, which shows who somebody is without password and code.
    pub has_passkey: bool,
    /// The clinic asks this person for it, and it is off.
    pub required: bool,
    /// What an app needs, while it is being set up.
    pub draft: Option<FactorDraft>,
}

/// A second step that is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorOn {
    pub since: Moment,
    /// Recovery codes that were not used yet.
    pub codes_left: u32,
}

/// A second step that waits for its first code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorDraft {
    /// The key in base 32, in groups of four.
    pub secret: String,
    /// The same as a link that opens the app (`otpauth:`).
    pub link: String,
    /// The link as a picture.
    pub picture: QrPicture,
}

/// A QR code (ISO/IEC 18004) as one path of an SVG.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrPicture {
    /// Modules along a side, the quiet zone included.
    pub size: u32,
    /// The dark modules, in the units of `size`.
    pub path: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<OfferedCode, Problem> {
        OfferedCode::parse(&Secret::from(text))
    }

    #[test]
    fn a_code_is_read_however_it_is_grouped() {
        let app = Ok(OfferedCode::App("012345".into()));
        for text in ["012345", " 012 345 ", "012-345", "٠١٢٣٤٥", "\u{200E}012345"] {
            assert_eq!(read(text), app, "{text}");
        }
        for text in ["1234 5678 9012", "1234-5678-9012", "1234\u{2013}5678\u{2013}9012"] {
            assert_eq!(read(text), Ok(OfferedCode::Recovery("123456789012".into())), "{text}");
        }
    }

    #[test]
    fn what_can_be_no_code_is_told() {
        assert_eq!(read(" - "), Err(Problem::EnterCode));
        for text in [
            "12345",
            "1234567",
            "12345a",
            "1234567890123",
            "+12345",
            &"1".repeat(5000),
        ] {
            assert_eq!(read(text), Err(Problem::CodeForm), "{text}");
        }
        let on = TurnOnFactor {
            code: "1234 5678 9012".into(),
        };
        assert_eq!(on.parse().unwrap_err().get("code"), Some(&Problem::CodeForm));
        assert_eq!(TurnOnFactor { code: "123456".into() }.parse().unwrap(), "123456");
    }

    #[test]
    fn a_confirmation_asks_for_a_code_where_there_is_one() {
        let form = ConfirmIdentity {
            password: "three green bicycles".into(),
            ..ConfirmIdentity::default()
        };
        assert!(form.parse(false).unwrap().code.is_none());
        assert_eq!(form.parse(true).unwrap_err().get("code"), Some(&Problem::EnterCode));
        assert_eq!(ConfirmIdentity::default().parse(true).unwrap_err().len(), 2);
    }

    #[test]
    fn a_reset_says_why() {
        let form = ResetFactor {
            account: "0199a0b2-7c3e-7d41-9a52-3f6b8f1f2a10".into(),
            version: "3".into(),
            reason: "lost".into(),
        };
        assert_eq!(form.parse().unwrap().2, ResetReason::Lost);
        let silent = ResetFactor {
            reason: "because".into(),
            ..form
        };
        assert_eq!(silent.parse().unwrap_err().get("reason"), Some(&Problem::ChooseReason));
    }

    #[test]
    fn nothing_prints_a_code() {
        let form = ProveFactor {
            code: "123456".into(),
            remember: "yes".into(),
        };
        assert!(!format!("{form:?} {:?}", form.parse().unwrap()).contains("123456"));
    }
}

//! Accounts: registration, sign-in, passwords, sessions.

mod email;
mod factor;
mod passkeys;
mod passwords;
mod register;

pub use email::{ChangeEmail, ValidChangeEmail};
pub use factor::{
    APP_DIGITS, ConfirmIdentity, FactorDraft, FactorOn, FactorView, OfferedCode, ProveFactor, QrPicture,
    RECOVERY_CODES, RECOVERY_DIGITS, ResetFactor, ResetReason, TurnOnFactor, ValidConfirmation,
};
pub use passkeys::{AddPasskey, MOST_PASSKEYS, PasskeyRow, PasskeysView, RemovePasskey, ShowPasskey};
pub(crate) use passwords::new_password;
pub use passwords::{ChangePassword, CreateAdmin, ForgottenPassword, ResetPassword, ValidChangePassword};
pub(crate) use register::years;
pub use register::{RegisterDoctor, RegisterPatient, RegistrationChoices, ValidDoctor, ValidPatient};

use crate::{
    actor::Role,
    conflict::Conflict,
    form::{Check, FieldErrors, Problem},
    id::{AccountId, FileId},
    values::{EmailAddress, Secret, local_path},
    when::Moment,
};
use serde::{Deserialize, Serialize};

stored_enum! {
    /// Whether an account works.
    AccountStatus {
        /// The e-mail address was not confirmed yet.
        Unverified = "unverified",
        /// Works.
        Active = "active",
        /// Was stopped by staff.
        Suspended = "suspended",
    }
}

impl AccountStatus {
    /// The person confirmed the e-mail address. Confirming twice does no harm.
    ///
    /// # Errors
    /// Suspended accounts stay suspended.
    pub const fn verify(self) -> Result<Self, Conflict> {
        match self {
            Self::Unverified | Self::Active => Ok(Self::Active),
            Self::Suspended => Err(Conflict::NotPossibleNow),
        }
    }

    /// Staff stop the account.
    ///
    /// # Errors
    /// Not twice.
    pub const fn suspend(self) -> Result<Self, Conflict> {
        match self {
            Self::Unverified | Self::Active => Ok(Self::Suspended),
            Self::Suspended => Err(Conflict::Stale),
        }
    }

    /// Staff let the account work again; an address that was never confirmed still has to be.
    ///
    /// # Errors
    /// Only suspended accounts.
    pub const fn reinstate(self, email_verified: bool) -> Result<Self, Conflict> {
        match self {
            Self::Suspended if email_verified => Ok(Self::Active),
            Self::Suspended => Ok(Self::Unverified),
            Self::Unverified | Self::Active => Err(Conflict::Stale),
        }
    }
}

stored_enum! {
    /// What a mailed link is for.
    TokenPurpose {
        /// Confirms an e-mail address.
        Verify = "verify",
        /// Sets a new password.
        Reset = "reset",
        /// Confirms the address that an account moves to.
        Email = "email",
    }
}

/// Somebody signs in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    pub email: String,
    pub password: Secret,
    /// Where to go afterwards; only local paths are followed.
    pub next: String,
}

/// A sign-in that can be tried.
#[derive(Debug, Clone)]
pub struct ValidSignIn {
    pub email: EmailAddress,
    pub password: Secret,
    pub next: Option<String>,
}

impl SignIn {
    /// Checks the form. The password's length is bounded only to spare the hashing.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self) -> Result<ValidSignIn, FieldErrors> {
        let mut check = Check::new();
        let email = check.field("email", EmailAddress::parse(&self.email));
        check.require(!self.password.expose().is_empty(), "password", Problem::EnterPassword);
        check.require(self.password.expose().len() <= 1024, "password", Problem::SignInFailed);
        let Some(email) = email else {
            return Err(check.into_errors());
        };
        check.done(ValidSignIn {
            email,
            password: self.password.clone(),
            next: local_path(&self.next),
        })
    }
}

/// Somebody ends one of their own sessions.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EndSession {
    /// [`SessionRow::key`].
    pub session: String,
}

/// The account page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    pub account: AccountId,
    pub email: String,
    /// The address that waits to be confirmed in its place.
    pub email_to_come: Option<String>,
    pub roles: Vec<Role>,
    pub photo: Option<FileId>,
    pub sessions: Vec<SessionRow>,
    /// The second step at sign-in, when it is on.
    pub factor: Option<FactorOn>,
    /// How many passkeys there are; nothing where the portal has none to offer.
    pub passkeys: Option<u64>,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Names the session in [`EndSession`]; opens nothing.
    pub key: String,
    /// Whether it is the one that asks.
    pub current: bool,
    /// "Firefox on Linux".
    pub device: String,
    pub ip: Option<String>,
    pub signed_in: Moment,
    pub last_seen: Moment,
}

#[cfg(test)]
mod tests;

//! How passwords are set.

use crate::{
    form::{Check, FieldErrors, Problem},
    values::{EmailAddress, Password, PasswordRule, Secret},
};
use serde::{Deserialize, Serialize};

/// Somebody asks for a mail: a new password, or the confirmation link once more.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ForgottenPassword {
    pub email: String,
}

impl ForgottenPassword {
    /// Checks the form.
    ///
    /// # Errors
    /// That the address is missing or has no usable form.
    pub fn parse(&self) -> Result<EmailAddress, FieldErrors> {
        EmailAddress::parse(&self.email).map_err(|problem| FieldErrors::one("email", problem))
    }
}

/// Somebody sets a new password by a mailed link.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ResetPassword {
    pub password: Secret,
    pub password_again: Secret,
}

impl ResetPassword {
    /// Checks the form by the rule of the account's role and the words that the password may not hold.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, rule: PasswordRule, words: &[&str]) -> Result<Password, FieldErrors> {
        let mut check = Check::new();
        let password = new_password(&mut check, &self.password, &self.password_again, rule, words);
        let Some(password) = password else {
            return Err(check.into_errors());
        };
        check.done(password)
    }
}

/// Somebody who is signed in changes the password.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChangePassword {
    pub password_current: Secret,
    pub password: Secret,
    pub password_again: Secret,
}

/// A good change of password.
#[derive(Debug, Clone)]
pub struct ValidChangePassword {
    pub current: Secret,
    pub password: Password,
}

impl ChangePassword {
    /// Checks the form by the rule of the account's role and the words that the password may not hold.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, rule: PasswordRule, words: &[&str]) -> Result<ValidChangePassword, FieldErrors> {
        let mut check = Check::new();
        let current = current_password(&mut check, &self.password_current);
        let password = new_password(&mut check, &self.password, &self.password_again, rule, words);
        let Some(password) = password else {
            return Err(check.into_errors());
        };
        check.done(ValidChangePassword { current, password })
    }
}

/// The operator makes an administrator from the command line.
#[derive(Debug, Clone, Default)]
pub struct CreateAdmin {
    pub email: String,
    pub password: Secret,
}

impl CreateAdmin {
    /// Checks address and password.
    ///
    /// # Errors
    /// A problem for each value to mend.
    pub fn parse(&self) -> Result<(EmailAddress, Password), FieldErrors> {
        let mut check = Check::new();
        let email = check.field("email", EmailAddress::parse(&self.email));
        let words = [self.email.as_str()];
        let password = new_password(&mut check, &self.password, &self.password, PasswordRule::Staff, &words);
        let (Some(email), Some(password)) = (email, password) else {
            return Err(check.into_errors());
        };
        check.done((email, password))
    }
}

/// The password of now, in the field `password_current`. Its length is bounded only to spare the hashing.
pub(super) fn current_password(check: &mut Check, text: &Secret) -> Secret {
    let field = "password_current";
    check.require(!text.expose().is_empty(), field, Problem::EnterCurrentPassword);
    check.require(text.expose().len() <= 1024, field, Problem::CurrentPasswordWrong);
    text.clone()
}

pub(crate) fn new_password(
    check: &mut Check,
    text: &Secret,
    again: &Secret,
    rule: PasswordRule,
    words: &[&str],
) -> Option<Password> {
    let parsed = Password::parse(text, rule).and_then(|password| password.without(words));
    let password = check.field("password", parsed)?;
    check.require(text == again, "password_again", Problem::PasswordsDiffer);
    Some(password)
}

//! How an account moves to another e-mail address.

use serde::Deserialize;

use super::passwords::current_password;
use crate::{
    form::{Check, FieldErrors, Problem},
    values::{EmailAddress, Secret},
};

/// Somebody who is signed in asks for another address; the password shows that it is still the same person.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChangeEmail {
    pub email: String,
    pub password_current: Secret,
}

/// A change of address that can be asked for.
#[derive(Debug, Clone)]
pub struct ValidChangeEmail {
    pub email: EmailAddress,
    pub current: Secret,
}

impl ChangeEmail {
    /// Checks the form; `present` is the account's folded address.
    ///
    /// # Errors
    /// A problem for each field to mend.
    pub fn parse(&self, present: &str) -> Result<ValidChangeEmail, FieldErrors> {
        let mut check = Check::new();
        let email = check.field("email", EmailAddress::parse(&self.email));
        let is_other = email.as_ref().is_none_or(|email| email.folded() != present);
        check.require(is_other, "email", Problem::EmailSame);
        let current = current_password(&mut check, &self.password_current);
        let Some(email) = email else {
            return Err(check.into_errors());
        };
        check.done(ValidChangeEmail { email, current })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(email: &str, password: &str) -> Vec<Problem> {
        let form = ChangeEmail {
            email: email.to_owned(),
            password_current: password.into(),
        };
        match form.parse("ann@example.org") {
            Ok(_) => Vec::new(),
            Err(errors) => errors.into_iter().map(|error| error.problem.clone()).collect(),
        }
    }

    #[test]
    fn another_address_and_the_password_are_needed() {
        assert_eq!(problems("ann.lee@example.org", "secret"), []);
        assert_eq!(problems("Ann@Example.org", "secret"), [Problem::EmailSame]);
        assert_eq!(problems("", ""), [Problem::EnterEmail, Problem::EnterCurrentPassword]);
        assert_eq!(problems("ann", "secret"), [Problem::EmailWrong]);
        assert_eq!(problems("a@b.org", &"x".repeat(2000)), [Problem::CurrentPasswordWrong]);
    }
}

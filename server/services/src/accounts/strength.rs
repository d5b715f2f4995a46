//! Passwords that are long enough and still known to everybody: common ones, keyboard rows, repetitions, dates.

use anyhow::Context;
use domain::form::{FieldErrors, Problem};
use domain::values::Password;
use secrecy::zeroize::Zeroizing;

use crate::error::Result;

/// Somebody who knows what people choose needs fewer tries than this.
const TRIES: u64 = 1_000_000;

/// Refuses a password that is easy to guess in spite of its length.
///
/// # Errors
/// `Invalid` for such a password.
pub(crate) async fn refuse_common(password: &Password) -> Result<()> {
    let text = Zeroizing::new(password.expose().to_owned());
    let tries = tokio::task::spawn_blocking(move || zxcvbn::zxcvbn(&text, &[]).guesses())
        .await
        .context("a password could not be judged")?;
    if tries < TRIES {
        return Err(FieldErrors::one("password", Problem::PasswordCommon).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::values::{PasswordRule, Secret};

    #[tokio::test]
    async fn well_known_passwords_are_refused_however_long() {
        for (text, good) in [
            ("password1234", false),
            ("aaaaaaaaaaaaaaaaaaaa", false),
            ("123456789012345", false),
            ("qwertyuiopasdf", false),
            ("P@ssw0rdP@ssw0rd", false),
            ("correct horse battery", true),
            ("mild-otters-count-9", true),
            ("пять звёзд на небе", true),
        ] {
            let password = Password::parse(&Secret::from(text), PasswordRule::Patient).unwrap();
            assert_eq!(refuse_common(&password).await.is_ok(), good, "{text}");
        }
    }
}

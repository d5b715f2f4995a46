//! The password typed again before something that is not done lightly.

use domain::form::{FieldErrors, Problem};
use domain::id::AccountId;
use domain::values::Secret;

use super::entity::account;
use super::step_up;
use crate::error::{Error, Result};
use crate::scope::Scope;
use crate::throttle::SignInTry;

/// Proof that whoever acts knows the password of the account.
///
/// # Errors
/// `Forbidden` without an account, `Invalid` for a password that is missing or wrong, `TooMany` after too many tries.
pub async fn again(scope: &Scope, password: &Secret, session: Option<&str>) -> Result<()> {
    let id = scope.account()?;
    let wrong = |problem| -> Result<()> { Err(FieldErrors::one("password", problem).into()) };
    if password.expose().is_empty() {
        return wrong(Problem::EnterCurrentPassword);
    }
    if is_password_of(scope, id, password, session).await? {
        Ok(())
    } else {
        wrong(Problem::CurrentPasswordWrong)
    }
}

/// Whether this is the password of an account that is signed in, by the limits of a sign-in; a wrong one is written down.
/// `session` is the one that asks: it has tries of its own, so that strangers who guess elsewhere do not use them up.
///
/// # Errors
/// `TooMany` after too many tries.
pub async fn is_password_of(scope: &Scope, id: AccountId, password: &Secret, session: Option<&str>) -> Result<bool> {
    let account = account::by_id(id).one(scope.db()).await?.ok_or(Error::NotFound)?;
    let attempt = SignInTry {
        account: &account.email_folded,
        ip: scope.request().ip,
        known_device: session,
    };
    scope.throttle().sign_in(&attempt).await??;
    let passwords = &scope.tools().passwords;
    let verdict = passwords.verify(password.expose(), &account.password_hash).await?;
    if verdict.matches {
        scope.throttle().signed_in(&attempt).await?;
    } else {
        step_up::note_refusal(scope, id).await?;
    }
    Ok(verdict.matches)
}

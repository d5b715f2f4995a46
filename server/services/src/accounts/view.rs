//! The account page.

use domain::accounts::AccountView;

use super::{email, factor, identity, passkeys};
use crate::error::{Error, Result};
use crate::photos;
use crate::scope::Scope;
use crate::sessions;

/// The actor's own account; `session` is the one that asks.
///
/// # Errors
/// `Forbidden` without an account.
pub async fn view(scope: &Scope, session: Option<&str>) -> Result<AccountView> {
    let account = scope.account()?;
    let identity = identity::find(scope.tools(), account).await?.ok_or(Error::NotFound)?;
    Ok(AccountView {
        account,
        email_to_come: email::to_come(scope.db(), scope.tools(), account).await?,
        roles: identity.roles(),
        photo: photos::of_account(scope.db(), account).await?,
        email: identity.email,
        sessions: sessions::mine(scope, session).await?,
        factor: factor::standing(scope, account).await?,
        passkeys: passkeys::standing(scope, account).await?,
    })
}

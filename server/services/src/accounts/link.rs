//! What whoever opens a mailed link has to do before it works for them.

use domain::records::{ClaimStep, ClaimView};
use domain::values::PasswordRule;

use super::contact;
use crate::error::Result;
use crate::scope::Scope;

/// The step for a link that was mailed to `email`: a new account, or the one that the address has.
///
/// # Errors
/// When the database fails.
pub(crate) async fn asks(scope: &Scope, email: String, folded: &str) -> Result<ClaimView> {
    let known = contact::of_address(scope.db(), folded).await?;
    let step = match (scope.actor().account(), known) {
        (Some(account), known) if known != Some(account) => ClaimStep::SomebodyElse,
        (Some(_), _) => ClaimStep::OwnAccount,
        (None, Some(_)) => ClaimStep::SignIn,
        (None, None) => ClaimStep::NewAccount {
            min: PasswordRule::Patient.min(),
        },
    };
    Ok(ClaimView { email, step })
}

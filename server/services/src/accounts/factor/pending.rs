//! A sign-in whose password was right and whose code is awaited. It opens nothing.

use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::ProveFactor;
use domain::id::{AccountId, FactorId};
use serde::{Deserialize, Serialize};

use super::prove;
use crate::accounts::identity::{self, Identity};
use crate::crypto::Token;
use crate::error::{Error, Result};
use crate::scope::Scope;

/// How long a code is awaited.
const MINUTES: i64 = 10;

/// What the browser's session keeps meanwhile. There is no account in it as far as anything else can tell.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pending {
    /// Counts the tries of this sign-in.
    id: String,
    account: AccountId,
    factor: FactorId,
    /// A new password ends it.
    fingerprint: [u8; 32],
    at: DateTime<Utc>,
    /// Where to go afterwards, as it was asked for.
    pub next: String,
}

/// A completed sign-in.
pub struct Proven {
    pub identity: Identity,
    /// The person wants this browser to be let off the second step for a while.
    pub remember: bool,
}

impl Pending {
    /// Where a session keeps it.
    pub const KEY: &str = "salve.pending";

    /// Begins to wait for a code, if this person has a second step.
    #[must_use]
    pub fn of(scope: &Scope, whose: &Identity, next: &str) -> Option<Self> {
        Some(Self {
            id: Token::random().reveal().to_owned(),
            account: whose.account,
            factor: whose.factor?,
            fingerprint: whose.fingerprint,
            at: scope.now(),
            next: next.to_owned(),
        })
    }

    /// Whose sign-in it is, as long as nothing that matters changed and the time is not over.
    async fn identity(&self, scope: &Scope) -> Result<Identity> {
        if scope.now() >= self.at + TimeDelta::minutes(MINUTES) {
            return Err(Error::NotFound);
        }
        let whose = identity::find(scope.tools(), self.account).await?;
        let is_same = |whose: &Identity| whose.fingerprint == self.fingerprint && whose.factor == Some(self.factor);
        whose.filter(is_same).ok_or(Error::NotFound)
    }

    /// The folded address of the account.
    ///
    /// # Errors
    /// `NotFound` when the sign-in has to begin anew.
    pub async fn email_folded(&self, scope: &Scope) -> Result<String> {
        Ok(self.identity(scope).await?.email_folded)
    }
}

/// Looks at the code; `device` is the mark of a browser that signed in to this account before.
///
/// # Errors
/// `Invalid` for a code that does not fit, `TooMany` after too many tries from here, `NotFound` when the sign-in has to
/// begin anew: it took too long, five codes were wrong, or the account changed meanwhile.
pub async fn pass(scope: &Scope, pending: &Pending, form: &ProveFactor, device: Option<&str>) -> Result<Proven> {
    let identity = pending.identity(scope).await?;
    let (code, remember) = form.parse()?;
    if scope.throttle().pending_code(&pending.id).await?.is_err() {
        return Err(Error::NotFound);
    }
    prove(scope, &identity, &code, device).await?;
    Ok(Proven { identity, remember })
}

//! Step-up: whoever is about to do something that matters confirms who they are first.
//!
//! The session keeps when that was. A use case demands it by `scope.fresh()?`; the pages then lead to `/account/confirm`
//! and back.

use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::ConfirmIdentity;
use domain::form::{FieldErrors, Problem};
use domain::id::AccountId;
use serde::{Deserialize, Serialize};

use super::confirm::is_password_of;
use super::{factor, identity};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::scope::Scope;

/// How long a confirmation holds.
pub const MINUTES: i64 = 10;

/// That somebody confirmed who they are, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    account: AccountId,
    at: DateTime<Utc>,
}

impl Confirmation {
    /// Where a session keeps it.
    pub const KEY: &str = "salve.confirmed";

    /// Everything that the account asks for was just proven.
    #[must_use]
    pub fn now(scope: &Scope, account: AccountId) -> Self {
        Self {
            account,
            at: scope.now(),
        }
    }
}

/// Proof that the actor confirmed who they are a short while ago.
#[derive(Clone, Copy, Debug)]
pub struct Fresh(AccountId);

impl Fresh {
    pub(crate) fn of(account: AccountId, confirmed: Option<Confirmation>, now: DateTime<Utc>) -> Result<Self> {
        let holds =
            |confirmed: &Confirmation| confirmed.account == account && now < confirmed.at + TimeDelta::minutes(MINUTES);
        confirmed
            .filter(holds)
            .map(|_| Self(account))
            .ok_or(Error::ConfirmFirst)
    }

    /// Who confirmed.
    #[must_use]
    pub fn account(self) -> AccountId {
        self.0
    }
}

/// Checks the actor's password, and a code where the account has a second step. `session` is the one that asks.
///
/// # Errors
/// `Invalid` for what does not fit, `TooMany` after too many tries.
pub async fn confirm(scope: &Scope, form: &ConfirmIdentity, session: Option<&str>) -> Result<Confirmation> {
    let id = scope.account()?;
    let whose = identity::find(scope.tools(), id).await?.ok_or(Error::NotFound)?;
    let valid = form.parse(whose.factor.is_some())?;
    if !is_password_of(scope, id, &valid.password, session).await? {
        return Err(FieldErrors::one("password", Problem::CurrentPasswordWrong).into());
    }
    if let Some(code) = &valid.code {
        factor::prove(scope, &whose, code, session).await?;
    }
    confirmed(scope, id).await
}

/// Writes down that the account's owner has just shown everything that it asks for.
///
/// # Errors
/// When the database fails.
pub(super) async fn confirmed(scope: &Scope, account: AccountId) -> Result<Confirmation> {
    record(scope, account, Action::IdentityConfirmed).await?;
    Ok(Confirmation::now(scope, account))
}

/// Writes down that what was shown did not fit.
///
/// # Errors
/// When the database fails.
pub(super) async fn note_refusal(scope: &Scope, account: AccountId) -> Result<()> {
    record(scope, account, Action::ConfirmationRefused).await
}

async fn record(scope: &Scope, account: AccountId, action: Action) -> Result<()> {
    let event = Event::of(action).on(Subject::Account(account.uuid()));
    scope
        .transaction(async |tx| audit::record(tx, scope, event.clone()).await)
        .await
}

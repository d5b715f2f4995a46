//! Administrators, made from the command line: the first one has nobody to grant the role.

use domain::accounts::{AccountStatus, CreateAdmin};
use domain::form::{FieldErrors, Problem};

use super::register::NewAccount;
use super::strength;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::roles;
use crate::scope::{Scope, Tools};

/// Whether nobody may do everything: so the clinic begins.
///
/// # Errors
/// When the database fails.
pub async fn is_missing(tools: &Tools) -> Result<bool> {
    Ok(roles::lasting_admins(tools.database.read()).await?.is_empty())
}

/// Creates an account that may do everything staff can do. Only the system may.
///
/// # Errors
/// `Forbidden` for anybody but the system, `Invalid` for an address that is taken or a password that won't do.
pub async fn create(scope: &Scope, form: &CreateAdmin) -> Result<()> {
    if *scope.actor() != domain::actor::Actor::System {
        return Err(Error::Forbidden);
    }
    let (email, password) = form.parse()?;
    strength::refuse_common(&password).await?;
    let account = NewAccount::prepare(scope, &email, &password, AccountStatus::Active).await?;
    scope
        .transaction(async |tx| {
            account
                .insert(tx, scope)
                .await
                .on_conflict("account_email_unique", FieldErrors::one("email", Problem::EmailTaken))?;
            roles::give(tx, scope, (account.id, roles::ADMIN), None, None).await?;
            audit::record(
                tx,
                scope,
                Event::of(Action::AdminCreated).on(Subject::Account(account.id.uuid())),
            )
            .await
        })
        .await
}

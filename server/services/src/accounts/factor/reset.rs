//! Taking the second step, and passkeys with it, away from somebody who has lost them: never in silence, never from oneself.

use domain::accounts::ResetFactor;
use domain::actor::{Actor, Permission};
use domain::conflict::Conflict;
use domain::id::AccountId;
use domain::values::EmailAddress;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::{event, factor, remove};
use crate::accounts::entity::account;
use crate::accounts::{email, passkeys, people};
use crate::admin::people::may_change;
use crate::audit::{self, Action};
use crate::error::{Error, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::{patients, sessions};

/// Staff take somebody's second step and passkeys away; all sessions of the account end.
///
/// # Errors
/// `Forbidden` without the permission to manage people, `ConfirmFirst`, `Invalid` without a reason, `NotFound` when there
/// is no such account or nothing to take away, `Conflict` for one's own account, one that was changed meanwhile, or one that
/// may do more than the actor.
pub async fn reset(scope: &Scope, form: &ResetFactor) -> Result<AccountId> {
    let own = scope.permission(Permission::ManagePeople)?;
    let (id, version, reason) = form.parse()?;
    if id == own {
        return Err(Conflict::OwnAccount.into());
    }
    scope.fresh()?;
    scope
        .transaction(async |tx| {
            people::unchanged(tx, scope, (id, version)).await?;
            may_change(tx, scope, id).await?;
            take_away(tx, scope, id, reason.as_str()).await
        })
        .await?;
    Ok(id)
}

/// The operator takes the second step and the passkeys of an account away, from the command line: the way back for an
/// administrator.
///
/// # Errors
/// `Forbidden` for anybody but the system, `Invalid` for something that is no address, `NotFound` when there is no such
/// account or nothing to take away.
pub async fn reset_by_operator(scope: &Scope, email: &str) -> Result<()> {
    if *scope.actor() != Actor::System {
        return Err(Error::Forbidden);
    }
    let email = EmailAddress::parse(email).map_err(|problem| domain::form::FieldErrors::one("email", problem))?;
    let account = account::by_email(&email.folded()).one(scope.db()).await?;
    let account = account.ok_or(Error::NotFound)?.id;
    scope
        .transaction(async |tx| take_away(tx, scope, account, "operator").await)
        .await
}

/// Whether the second step of an account is on.
///
/// # Errors
/// When the database fails.
pub async fn is_on(db: &impl ConnectionTrait, account: AccountId) -> Result<bool> {
    Ok(factor::on_of_account(account).one(db).await?.is_some())
}

async fn take_away(tx: &DatabaseTransaction, scope: &Scope, account: AccountId, reason: &str) -> Result<()> {
    let passkeys = passkeys::remove_all(tx, account).await?;
    match remove(tx, account).await {
        // There may be passkeys alone.
        Err(Error::NotFound) if passkeys > 0 => {}
        removed => removed?,
    }
    let ended = sessions::end_all(tx, scope.tools(), account, None).await?;
    email::end_all(tx, scope, account).await?;
    let mut reset = event(Action::FactorReset, account)
        .with("reason", reason)
        .with("passkeys", passkeys)
        .with("sessions", ended);
    if let Some(patient) = patients::of_account(tx, account).await? {
        reset = reset.about(patient.id);
    }
    audit::record(tx, scope, reset).await?;
    outbox::post(tx, scope, Mail::FactorReset { account }).await
}

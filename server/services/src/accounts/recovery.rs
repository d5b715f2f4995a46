//! Forgotten and changed passwords. A new password ends every other session, and what was mailed before.

use domain::accounts::{AccountStatus, ChangePassword, ForgottenPassword, ResetPassword, TokenPurpose};
use domain::form::{FieldErrors, Problem};
use domain::id::AccountId;
use domain::values::{PasswordRule, Secret};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, IntoActiveModel};

use super::entity::account;
use super::identity::{self, Identity};
use super::{confirm, email, strength, tokens};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::sessions;
use crate::throttle::{MailPurpose, Sender, SignInTry};

/// Mails a link with which a new password can be chosen; says nothing about whether the address is known.
///
/// # Errors
/// `Invalid` for something that is no address, `TooMany` after too many mails.
pub async fn ask(scope: &Scope, form: &ForgottenPassword) -> Result<()> {
    let address = form.parse()?;
    scope
        .throttle()
        .mail(MailPurpose::Recovery, &address.folded(), Sender::of(scope))
        .await??;
    let found = account::by_email(&address.folded()).one(scope.db()).await?;
    let mut asked = Event::of(Action::PasswordResetAsked);
    let mut mail = None;
    if let Some(account) = found {
        asked = asked.on(Subject::Account(account.id.uuid()));
        mail = match account.status {
            AccountStatus::Active => Some(Mail::ResetPassword { account: account.id }),
            AccountStatus::Unverified => Some(Mail::Verify { account: account.id }),
            AccountStatus::Suspended => None,
        };
    }
    // Unknown addresses write a row too: the answer takes as long.
    scope
        .transaction(async |tx| {
            audit::record(tx, scope, asked.clone()).await?;
            match mail.clone() {
                Some(mail) => outbox::post(tx, scope, mail).await,
                None => Ok(()),
            }
        })
        .await
}

/// How many characters the new password must have, if the link still works; opening it changes nothing.
///
/// # Errors
/// `NotFound` when it does not.
pub async fn look(scope: &Scope, token: &str) -> Result<u32> {
    let id = tokens::look(scope.db(), scope.tools(), TokenPurpose::Reset, token).await?;
    let whose = identity::find(scope.tools(), id).await?.ok_or(Error::NotFound)?;
    Ok(rule(&whose).min())
}

/// Sets the password of the account behind a link and ends all its sessions.
///
/// # Errors
/// `NotFound` when the link does not work (any more), `Invalid` for a password that won't do.
pub async fn reset(scope: &Scope, token: &str, form: &ResetPassword) -> Result<()> {
    let id = tokens::look(scope.db(), scope.tools(), TokenPurpose::Reset, token).await?;
    let whose = identity::find(scope.tools(), id).await?.ok_or(Error::NotFound)?;
    let password = form.parse(rule(&whose), &[&whose.email, &whose.name])?;
    strength::refuse_common(&password).await?;
    let hash = scope.tools().passwords.hash(password.expose()).await?;
    scope
        .transaction(async |tx| {
            tokens::spend(tx, scope.tools(), TokenPurpose::Reset, token).await?;
            set(tx, scope, &whose, &hash, None).await
        })
        .await?;
    // Whoever guessed before does not keep the owner out.
    let attempt = SignInTry {
        account: &whose.email_folded,
        ip: scope.request().ip,
        known_device: None,
    };
    scope.throttle().signed_in(&attempt).await
}

/// Changes the actor's own password; `session` goes on, every other one ends.
///
/// # Errors
/// `Invalid` for a wrong old or an unfit new password.
pub async fn change(scope: &Scope, form: &ChangePassword, session: Option<&str>) -> Result<Identity> {
    let id = scope.account()?;
    let whose = identity::find(scope.tools(), id).await?.ok_or(Error::NotFound)?;
    let valid = form.parse(rule(&whose), &[&whose.email, &whose.name])?;
    strength::refuse_common(&valid.password).await?;
    check_current(scope, id, &valid.current, session).await?;
    let hash = scope.tools().passwords.hash(valid.password.expose()).await?;
    scope
        .transaction(async |tx| set(tx, scope, &whose, &hash, session).await)
        .await?;
    identity::find(scope.tools(), id).await?.ok_or(Error::NotFound)
}

/// Refuses whoever is signed in with `session` and does not know the account's password, at the field `password_current`.
///
/// # Errors
/// `Invalid` for a wrong one, `TooMany` after too many tries.
pub(super) async fn check_current(scope: &Scope, id: AccountId, current: &Secret, session: Option<&str>) -> Result<()> {
    if confirm::is_password_of(scope, id, current, session).await? {
        return Ok(());
    }
    Err(FieldErrors::one("password_current", Problem::CurrentPasswordWrong).into())
}

async fn set(tx: &DatabaseTransaction, scope: &Scope, whose: &Identity, hash: &str, keep: Option<&str>) -> Result<()> {
    let account = account::by_id(whose.account).one(tx).await?.ok_or(Error::NotFound)?;
    let version = account.version;
    let mut account = account.into_active_model();
    account.password_hash = Set(hash.to_owned());
    account.updated_at = Set(scope.now());
    account.version = Set(version + 1);
    account.update(tx).await?;
    sessions::end_all(tx, scope.tools(), whose.account, keep).await?;
    email::end_all(tx, scope, whose.account).await?;
    audit::record(
        tx,
        scope,
        Event::of(Action::PasswordChanged).on(Subject::Account(whose.account.uuid())),
    )
    .await?;
    outbox::post(tx, scope, Mail::PasswordChanged { account: whose.account }).await
}

/// Doctors and staff need longer passwords than patients.
fn rule(whose: &Identity) -> PasswordRule {
    if whose.serves_others() {
        PasswordRule::Staff
    } else {
        PasswordRule::Patient
    }
}

//! Letting people in: one answer for a wrong password, an unknown address and an account that may not sign in.

use domain::accounts::{AccountStatus, SignIn};
use domain::form::{FieldErrors, Problem};
use domain::id::AccountId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::entity::account;
use super::identity::{self, Identity};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::sessions::{self, Holder};
use crate::throttle::SignInTry;

/// Checks an address and a password. `device` is the mark of a browser that signed in to this account before.
///
/// # Errors
/// `Invalid` with one message for everything that does not fit, `TooMany` after too many tries.
pub async fn check(scope: &Scope, form: &SignIn, device: Option<&str>) -> Result<Identity> {
    let valid = form.parse()?;
    let email = valid.email.folded();
    let attempt = SignInTry {
        account: &email,
        ip: scope.request().ip,
        known_device: device,
    };
    scope.throttle().sign_in(&attempt).await??;

    let found = account::by_email(&email).one(scope.db()).await?;
    let passwords = &scope.tools().passwords;
    let Some(found) = found else {
        passwords.verify_nobody(valid.password.expose()).await?;
        return refuse(scope, None, Problem::SignInFailed).await;
    };
    let verdict = passwords.verify(valid.password.expose(), &found.password_hash).await?;
    if !verdict.matches {
        return refuse(scope, Some(&found), Problem::SignInFailed).await;
    }
    // Only who knows the password learns why the account is closed.
    let closed = match found.status {
        AccountStatus::Active => None,
        AccountStatus::Unverified => Some(Problem::ConfirmEmailFirst),
        AccountStatus::Suspended => Some(Problem::AccountSuspended),
    };
    if let Some(problem) = closed {
        return refuse(scope, Some(&found), problem).await;
    }
    if verdict.needs_rehash {
        rehash(scope, &found, valid.password.expose()).await?;
    }
    scope.throttle().signed_in(&attempt).await?;
    identity::find(scope.tools(), found.id).await?.ok_or(Error::NotFound)
}

/// What the session of this person keeps: who, on what, and how long it may idle by the clinic's settings.
///
/// # Errors
/// When the database fails.
pub async fn holder(scope: &Scope, identity: &Identity) -> Result<Holder> {
    let request = scope.request();
    Ok(Holder {
        account: identity.account,
        idle_seconds: sessions::may_idle(scope.db(), identity).await?,
        ip: request.ip.map(|ip| ip.to_string()),
        user_agent: request.user_agent.clone(),
        goes_on: None,
    })
}

/// Writes down that the sign-in was completed. A browser that has not signed in to the account before (`new_device`) is told
/// to its owner by mail, unless it is the first one of all.
///
/// # Errors
/// When the database fails.
pub async fn note(scope: &Scope, identity: &Identity, new_device: bool) -> Result<()> {
    let scope = &scope.acting_as(identity.actor_in(identity::Area::Account));
    let now = scope.now();
    scope
        .transaction(async |tx| {
            let Some(account) = account::by_id(identity.account).one(tx).await? else {
                return Err(Error::NotFound);
            };
            if new_device && account.last_sign_in_at.is_some() {
                let mail = Mail::NewSignIn {
                    account: account.id,
                    user_agent: scope.request().user_agent.clone(),
                    at: now,
                };
                outbox::post(tx, scope, mail).await?;
            }
            let mut account = account.into_active_model();
            account.last_sign_in_at = Set(Some(now));
            account.update(tx).await?;
            audit::record(
                tx,
                scope,
                Event::of(Action::SignedIn).on(Subject::Account(identity.account.uuid())),
            )
            .await
        })
        .await
}

/// Writes down that somebody tried to sign in, to this account as far as is known, and was refused.
///
/// # Errors
/// When the database fails.
pub(super) async fn note_refusal(scope: &Scope, account: Option<AccountId>) -> Result<()> {
    scope
        .transaction(async |tx| {
            let mut event = Event::of(Action::SignInRefused);
            if let Some(account) = account {
                event = event.on(Subject::Account(account.uuid()));
            }
            audit::record(tx, scope, event).await
        })
        .await
}

/// Writes down that somebody signed out.
///
/// # Errors
/// When the database fails.
pub async fn note_end(scope: &Scope, identity: &Identity) -> Result<()> {
    let scope = &scope.acting_as(identity.actor_in(identity::Area::Account));
    let event = Event::of(Action::SignedOut).on(Subject::Account(identity.account.uuid()));
    scope
        .transaction(async |tx| audit::record(tx, scope, event.clone()).await)
        .await
}

async fn refuse(scope: &Scope, account: Option<&account::Model>, problem: Problem) -> Result<Identity> {
    note_refusal(scope, account.map(|account| account.id)).await?;
    Err(FieldErrors::one("email", problem).into())
}

/// Stores the same password with today's parameters, unless it was changed meanwhile.
async fn rehash(scope: &Scope, account: &account::Model, password: &str) -> Result<()> {
    let hash = scope.tools().passwords.hash(password).await?;
    scope
        .transaction(async |tx| {
            account::Entity::update_many()
                .col_expr(account::Column::PasswordHash, Expr::value(hash.as_str()))
                .filter(account::Column::Id.eq(account.id))
                .filter(account::Column::PasswordHash.eq(account.password_hash.as_str()))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await
}

//! Confirming that an address belongs to the person who registered it.

use domain::accounts::{AccountStatus, ForgottenPassword, TokenPurpose};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use super::entity::account;
use super::tokens;
use crate::audit::{self, Action, Event, Subject};
use crate::crypto::Token;
use crate::doctors;
use crate::error::{Error, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::throttle::{MailPurpose, Sender};

/// Whether a link still works; opening it changes nothing.
///
/// # Errors
/// `NotFound` when it does not.
pub async fn look(scope: &Scope, token: &str) -> Result<()> {
    tokens::look(scope.db(), scope.tools(), TokenPurpose::Verify, token)
        .await
        .map(drop)
}

/// What follows a confirmed address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The person can sign in with the password from the registration, and goes on to the page that they registered for.
    SignIn(Option<String>),
    /// Two people registered with the address: its owner chooses a new password, by this link's secret.
    ChoosePassword(String),
}

/// Confirms the address behind a link.
///
/// # Errors
/// `NotFound` when the link does not work (any more).
pub async fn confirm(scope: &Scope, token: &str) -> Result<Confirmed> {
    let now = scope.now();
    // Hashing is slow: what might be needed is made before the transaction.
    let nobodys = scope.tools().passwords.hash(Token::random().reveal()).await?;
    scope
        .transaction(async |tx| {
            let id = tokens::spend(tx, scope.tools(), TokenPurpose::Verify, token).await?;
            let account = account::by_id(id).one(tx).await?.ok_or(Error::NotFound)?;
            if account.status != AccountStatus::Unverified {
                return Ok(Confirmed::SignIn(None));
            }
            let version = account.version;
            let is_contested = version > 1;
            let sealed = account.first_page_sealed.as_deref();
            let first_page = sealed
                .map(|sealed| scope.tools().keys.open("account", "first_page", id.uuid(), sealed))
                .transpose()?;
            let mut account = account.into_active_model();
            account.status = Set(AccountStatus::Active);
            account.email_verified_at = Set(Some(now));
            account.first_page_sealed = Set(None);
            account.updated_at = Set(now);
            account.version = Set(version + 1);
            if is_contested {
                account.password_hash = Set(nobodys.clone());
            }
            account.update(tx).await?;
            audit::record(
                tx,
                scope,
                Event::of(Action::AccountVerified).on(Subject::Account(id.uuid())),
            )
            .await?;
            if doctors::of_account(tx, id).await?.is_some() {
                outbox::post(tx, scope, Mail::DoctorApplied { account: id }).await?;
            }
            if is_contested {
                let secret = tokens::mint(tx, scope.tools(), id, TokenPurpose::Reset).await?;
                return Ok(Confirmed::ChoosePassword(secret.reveal().to_owned()));
            }
            Ok(Confirmed::SignIn(first_page))
        })
        .await
}

/// Sends the link once more; says nothing about whether the address is known.
///
/// # Errors
/// `Invalid` for something that is no address, `TooMany` after too many mails.
pub async fn send_again(scope: &Scope, form: &ForgottenPassword) -> Result<()> {
    let email = form.parse()?;
    scope
        .throttle()
        .mail(MailPurpose::Verification, &email.folded(), Sender::of(scope))
        .await??;
    let found = account::by_email(&email.folded()).one(scope.db()).await?;
    let Some(account) = found.filter(|account| account.status == AccountStatus::Unverified) else {
        return Ok(());
    };
    scope
        .transaction(async |tx| outbox::post(tx, scope, Mail::Verify { account: account.id }).await)
        .await
}

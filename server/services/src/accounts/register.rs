//! Registration: patients and doctors sign themselves up and confirm their address by mail.
//!
//! A known address gets the same answer as a new one; the mail that follows tells its owner what happened.

use domain::accounts::{AccountStatus, RegisterDoctor, RegisterPatient};
use domain::id::AccountId;
use domain::values::{EmailAddress, Password};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use super::entity::account;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::{doctors, patients};

/// Registers a patient.
///
/// # Errors
/// `Invalid` with a message per field; `TooMany` after too many registrations from one network.
pub async fn patient(scope: &Scope, form: &RegisterPatient) -> Result<()> {
    let valid = form.parse(scope.today())?;
    scope.throttle().registration(scope.request().ip).await??;
    let account = open(scope, &valid.email, &valid.password).await?;
    let done = scope
        .transaction(async |tx| {
            account.insert(tx, scope).await?;
            let patient = patients::enrol(tx, scope, Some(account.id), &valid).await?;
            audit::record(tx, scope, registered(account.id).about(patient)).await?;
            outbox::post(tx, scope, Mail::Verify { account: account.id }).await
        })
        .await;
    or_tell_the_owner(scope, &valid.email, done).await
}

/// Registers a doctor, who then waits for the licence to be verified.
///
/// # Errors
/// `Invalid` with a message per field, a licence that is registered already included; `TooMany` as for patients.
pub async fn doctor(scope: &Scope, form: &RegisterDoctor) -> Result<()> {
    let valid = form.parse()?;
    scope.throttle().registration(scope.request().ip).await??;
    let account = open(scope, &valid.email, &valid.password).await?;
    let done = scope
        .transaction(async |tx| {
            account.insert(tx, scope).await?;
            let doctor = doctors::apply(tx, scope, account.id, &valid).await?;
            audit::record(tx, scope, registered(account.id).with("doctor", doctor.to_string())).await?;
            outbox::post(tx, scope, Mail::Verify { account: account.id }).await
        })
        .await;
    or_tell_the_owner(scope, &valid.email, done).await
}

/// An account that is about to be written.
pub(crate) struct NewAccount {
    pub id: AccountId,
    email: EmailAddress,
    hash: String,
    status: AccountStatus,
}

/// Prepares an account; the slow hashing happens outside of any transaction, for known addresses too.
async fn open(scope: &Scope, email: &EmailAddress, password: &Password) -> Result<NewAccount> {
    NewAccount::prepare(scope, email, password, AccountStatus::Unverified).await
}

impl NewAccount {
    /// Hashes the password and picks an id.
    pub(crate) async fn prepare(
        scope: &Scope,
        email: &EmailAddress,
        password: &Password,
        status: AccountStatus,
    ) -> Result<Self> {
        let hash = scope.tools().passwords.hash(password.expose()).await?;
        Ok(Self {
            id: AccountId::from_uuid(scope.new_id()),
            email: email.clone(),
            hash,
            status,
        })
    }

    /// Writes the row.
    pub(crate) async fn insert(&self, tx: &impl ConnectionTrait, scope: &Scope) -> Result<()> {
        let now = scope.now();
        let row = account::ActiveModel {
            id: Set(self.id),
            email: Set(self.email.as_str().to_owned()),
            email_folded: Set(self.email.folded()),
            password_hash: Set(self.hash.clone()),
            status: Set(self.status),
            language: Set(scope.language().code().to_owned()),
            time_zone: Set(scope.tools().site.time_zone.name().to_owned()),
            email_verified_at: Set((self.status == AccountStatus::Active).then_some(now)),
            last_sign_in_at: Set(None),
            version: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
        };
        account::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(())
    }
}

fn registered(account: AccountId) -> Event {
    Event::of(Action::AccountRegistered).on(Subject::Account(account.uuid()))
}

/// A known address is no error to the person who typed it: its owner gets a mail instead.
async fn or_tell_the_owner(scope: &Scope, email: &EmailAddress, done: Result<()>) -> Result<()> {
    let known = done.on_conflict("account_email_unique", Error::NotFound);
    if !matches!(known, Err(Error::NotFound)) {
        return known;
    }
    let Some(owner) = account::by_email(&email.folded()).one(scope.db()).await? else {
        return Ok(());
    };
    if scope
        .throttle()
        .mail(&owner.email_folded, scope.request().ip)
        .await?
        .is_err()
    {
        return Ok(());
    }
    let mail = match owner.status {
        AccountStatus::Unverified => Mail::Verify { account: owner.id },
        _ => Mail::AlreadyRegistered { account: owner.id },
    };
    scope
        .transaction(async |tx| outbox::post(tx, scope, mail.clone()).await)
        .await
}

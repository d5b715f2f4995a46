//! Registration: patients and doctors sign themselves up and confirm their address by mail.
//!
//! A known address gets the same answer as a new one, after the same work; the mail that follows tells its owner what
//! happened.

use domain::accounts::{AccountStatus, RegisterDoctor, RegisterPatient};
use domain::id::AccountId;
use domain::live::{Change, Kind};
use domain::values::{EmailAddress, Password};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::entity::account;
use super::strength;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::throttle::{MailPurpose, Sender};
use crate::{doctors, live, patients};

/// Registers a patient.
///
/// # Errors
/// `Invalid` with a message per field; `TooMany` after too many registrations from one network.
pub async fn patient(scope: &Scope, form: &RegisterPatient) -> Result<()> {
    let valid = form.parse(scope.today())?;
    strength::refuse_common(&valid.password).await?;
    let (mut account, known) = open(scope, &valid.email, &valid.password).await?;
    if let Some(owner) = known {
        return tell(scope, &owner).await;
    }
    account.first_page = valid.next;
    let done = scope
        .transaction(async |tx| {
            account.insert(tx, scope).await?;
            let patient = patients::enrol(tx, scope, Some(account.id), &valid.details).await?;
            live::tell(tx, scope.now(), &Change::counted(Kind::People)).await?;
            audit::record(tx, scope, registered(account.id).about(patient)).await?;
            outbox::post(tx, scope, Mail::Verify { account: account.id }).await
        })
        .await;
    unless_somebody_was_quicker(done)
}

/// Registers a doctor, who then waits for the licence to be verified.
///
/// # Errors
/// `Invalid` with a message per field, a licence that is registered already included; `TooMany` as for patients.
pub async fn doctor(scope: &Scope, form: &RegisterDoctor) -> Result<()> {
    let valid = form.parse()?;
    strength::refuse_common(&valid.password).await?;
    let (account, known) = open(scope, &valid.email, &valid.password).await?;
    // Who sends an application twice has a licence that is registered already: their own. To everybody else it is said,
    // whether or not the address is known.
    if !known.as_ref().is_some_and(|owner| owner.is_the_same_person) {
        doctors::check_application(scope.db(), &valid).await?;
    }
    if let Some(owner) = known {
        return tell(scope, &owner).await;
    }
    let done = scope
        .transaction(async |tx| {
            account.insert(tx, scope).await?;
            let doctor = doctors::apply(tx, scope, account.id, &valid).await?;
            audit::record(tx, scope, registered(account.id).with("doctor", doctor.to_string())).await?;
            outbox::post(tx, scope, Mail::Verify { account: account.id }).await
        })
        .await;
    unless_somebody_was_quicker(done)
}

/// An account that is about to be written.
pub(crate) struct NewAccount {
    pub id: AccountId,
    email: EmailAddress,
    hash: String,
    status: AccountStatus,
    /// Where the first sign-in leads, if not home.
    first_page: Option<String>,
}

/// The account that an address has already.
struct Owner {
    account: account::Model,
    /// The password fits too: somebody sent the form twice.
    is_the_same_person: bool,
}

/// Prepares an account and finds out whether the address has one. The slow work is done outside of any transaction, and
/// all of it for every address.
async fn open(scope: &Scope, email: &EmailAddress, password: &Password) -> Result<(NewAccount, Option<Owner>)> {
    let ip = scope.request().ip;
    scope.throttle().registration(ip).await??;
    scope
        .throttle()
        .mail(MailPurpose::Registration, &email.folded(), Sender::of(scope))
        .await??;
    let account = NewAccount::prepare(scope, email, password, AccountStatus::Unverified).await?;
    let passwords = &scope.tools().passwords;
    let found = account::by_email(&email.folded()).one(scope.db()).await?;
    let Some(found) = found else {
        passwords.verify_nobody(password.expose()).await?;
        return Ok((account, None));
    };
    let verdict = passwords.verify(password.expose(), &found.password_hash).await?;
    let owner = Owner {
        account: found,
        is_the_same_person: verdict.matches,
    };
    Ok((account, Some(owner)))
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
            first_page: None,
        })
    }

    /// Writes the row.
    pub(crate) async fn insert(&self, tx: &impl ConnectionTrait, scope: &Scope) -> Result<()> {
        let now = scope.now();
        let keys = &scope.tools().keys;
        let first_page = self.first_page.as_deref();
        let row = account::ActiveModel {
            id: Set(self.id),
            email: Set(self.email.as_str().to_owned()),
            email_folded: Set(self.email.folded()),
            password_hash: Set(self.hash.clone()),
            status: Set(self.status),
            language: Set(scope.language().code().to_owned()),
            time_zone: Set(scope.tools().site.time_zone.name().to_owned()),
            email_verified_at: Set((self.status == AccountStatus::Active).then_some(now)),
            first_page_sealed: Set(first_page.map(|page| keys.seal("account", "first_page", self.id.uuid(), page))),
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
async fn tell(scope: &Scope, owner: &Owner) -> Result<()> {
    let id = owner.account.id;
    let waits = owner.account.status == AccountStatus::Unverified;
    let is_contested = waits && !owner.is_the_same_person;
    let mail = if waits {
        Mail::Verify { account: id }
    } else {
        Mail::AlreadyRegistered { account: id }
    };
    scope
        .transaction(async |tx| {
            if is_contested {
                // Two people chose a password for one address. The one who can read its mail will choose a new one.
                account::Entity::update_many()
                    .col_expr(account::Column::Version, Expr::col(account::Column::Version).add(1))
                    .filter(account::Column::Id.eq(id))
                    .filter(account::Column::Status.eq(AccountStatus::Unverified))
                    .exec(tx)
                    .await?;
            }
            audit::record(tx, scope, registered(id).with("known", true)).await?;
            outbox::post(tx, scope, mail.clone()).await
        })
        .await
}

/// The same form twice at once: the other one wrote the account and its mail.
fn unless_somebody_was_quicker(done: Result<()>) -> Result<()> {
    match done.on_conflict("account_email_unique", Error::NotFound) {
        Err(Error::NotFound) => Ok(()),
        other => other,
    }
}

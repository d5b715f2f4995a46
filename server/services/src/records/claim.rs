//! What whoever holds the link can do with it. Opening it changes nothing and tells nothing: mail scanners open links, and
//! mails go to wrong addresses. The date of birth shows that the record is theirs.

use chrono::NaiveDate;
use domain::accounts::AccountStatus;
use domain::actor::Permission;
use domain::conflict::Conflict;
use domain::form::FieldErrors;
use domain::id::AccountId;
use domain::live::{Change, Kind};
use domain::patients::About;
use domain::records::{ClaimRecord, ClaimView, GUESSES};
use domain::values::EmailAddress;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::entity::{self, Column, Model};
use super::invite::hash;
use crate::accounts::identity::{Area, Identity};
use crate::accounts::{NewAccount, contact, link, strength};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::scope::Scope;
use crate::{live, patients, roles};

/// What has to be done, for whoever is signed in or not.
///
/// # Errors
/// `NotFound` when the link does not work (any more).
pub async fn look(scope: &Scope, token: &str) -> Result<ClaimView> {
    let open = working(scope.db(), scope, token).await?;
    link::asks(scope, open.email, &open.email_folded).await
}

/// What became of a link with which somebody wanted to take a record over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// A new account has it, and its password works.
    SignIn,
    /// The account that is signed in has it.
    Own,
    /// The address has an account: its owner signs in to it first.
    SignInFirst,
}

/// Takes the record over, with the account that is signed in or a new one.
///
/// # Errors
/// `NotFound` when the link does not work (any more), `Invalid` with what to mend, `AnotherBirthDate` as long as another guess
/// is allowed, `InvitationForAnother` for somebody else, `OwnAccount` for whoever invited, `RecordTaken` for an account that has a record.
pub async fn claim(scope: &Scope, token: &str, form: &ClaimRecord, whose: Option<&Identity>) -> Result<Claimed> {
    let open = working(scope.db(), scope, token).await?;
    match whose {
        // Who keeps a record knows the date of birth: nobody hands one to themselves.
        Some(whose) if whose.account == open.invited_by => Err(Conflict::OwnAccount.into()),
        Some(whose) if whose.email_folded == open.email_folded => with_account(scope, form, &open, whose).await,
        Some(_) => Err(Conflict::InvitationForAnother.into()),
        None if contact::of_address(scope.db(), &open.email_folded).await?.is_some() => Ok(Claimed::SignInFirst),
        None => with_a_new_one(scope, form, &open).await,
    }
}

async fn with_account(scope: &Scope, form: &ClaimRecord, open: &Model, whose: &Identity) -> Result<Claimed> {
    let scope = &scope.acting_as(whose.actor_in(Area::Account));
    let born = form.birth_date(scope.today(), About::Oneself)?.date();
    prove(scope, open, born).await?;
    scope
        .transaction(async |tx| {
            if patients::brought_by(tx, whose.account).await?.is_some() {
                return Err(Conflict::RecordTaken.into());
            }
            hand_over(tx, scope, open, whose.account, born).await?;
            live::tell_rights(tx, scope.now(), whose.account).await
        })
        .await?;
    Ok(Claimed::Own)
}

async fn with_a_new_one(scope: &Scope, form: &ClaimRecord, open: &Model) -> Result<Claimed> {
    let (born, password) = form.parse(&open.email, scope.today(), About::Oneself)?;
    let born = born.date();
    strength::refuse_common(&password).await?;
    prove(scope, open, born).await?;
    let email = EmailAddress::parse(&open.email).map_err(|problem| FieldErrors::one("password", problem))?;
    let account = NewAccount::prepare(scope, &email, &password, AccountStatus::Active).await?;
    let made = scope
        .transaction(async |tx| {
            account.insert(tx, scope).await?;
            hand_over(tx, scope, open, account.id, born).await
        })
        .await;
    // Somebody registered with the address meanwhile.
    match made.on_conflict("account_email_unique", Conflict::NotPossibleNow) {
        Err(Error::Conflict(Conflict::NotPossibleNow)) => Ok(Claimed::SignInFirst),
        made => made.map(|()| Claimed::SignIn),
    }
}

/// Spends a guess, then looks whether it is right: many at once are counted like many in a row. In a transaction of its own, as
/// a refusal must not take the count back.
async fn prove(scope: &Scope, open: &Model, born: NaiveDate) -> Result<()> {
    let patient = open.patient_id;
    let left = scope
        .transaction(async |tx| {
            let spent = entity::Entity::update_many()
                .col_expr(Column::Guesses, Expr::col(Column::Guesses).add(1))
                .filter(entity::is_open())
                .filter(Column::Id.eq(open.id))
                .filter(Column::Guesses.lt(GUESSES))
                .exec(tx)
                .await?;
            if spent.rows_affected == 0 {
                return Err(Error::NotFound);
            }
            if patients::born(tx, patient).await? == Some(born) {
                return Ok(None);
            }
            let event = Event::of(Action::OwnerRefused).on(Subject::Patient(patient.uuid()));
            audit::record(tx, scope, event.about(patient)).await?;
            let now = entity::open().filter(Column::Id.eq(open.id)).one(tx).await?;
            Ok(Some(now.map_or(0, |row| GUESSES - row.guesses)))
        })
        .await?;
    match left.map(u32::try_from) {
        None => Ok(()),
        Some(Ok(left)) if left > 0 => Err(Conflict::AnotherBirthDate { left }.into()),
        Some(_) => Err(Error::NotFound),
    }
}

/// The invitation behind a link, as long as it works: whoever invited must still look after people.
async fn working(db: &impl ConnectionTrait, scope: &Scope, token: &str) -> Result<Model> {
    let now = scope.now();
    let found = entity::by_hash(&hash(scope.tools(), token), now).one(db).await?;
    let open = found.ok_or(Error::NotFound)?;
    if roles::still_may(db, now, open.invited_by, Permission::ManagePeople).await? {
        Ok(open)
    } else {
        Err(Error::NotFound)
    }
}

/// Uses the link up and gives the record to the account.
async fn hand_over(
    tx: &DatabaseTransaction,
    scope: &Scope,
    open: &Model,
    account: AccountId,
    born: NaiveDate,
) -> Result<()> {
    let spent = entity::Entity::update_many()
        .col_expr(Column::AcceptedAt, Expr::value(scope.now()))
        .filter(entity::is_open())
        .filter(Column::Id.eq(open.id))
        .exec(tx)
        .await?;
    let patient = open.patient_id;
    if spent.rows_affected == 0 || !patients::take_over(tx, scope, (patient, born), account).await? {
        return Err(Error::NotFound);
    }
    live::tell(tx, scope.now(), &Change::counted(Kind::People)).await?;
    let event = Event::of(Action::RecordTakenOver)
        .on(Subject::Patient(patient.uuid()))
        .with("account", account.to_string());
    audit::record(tx, scope, event.about(patient)).await
}

//! Whoever was asked agrees. Opening the link changes nothing and tells nothing of the patient: mail scanners open links, and
//! mails go to wrong addresses or are passed on. The patient's date of birth shows that it reached the right person.

use chrono::NaiveDate;
use domain::accounts::AccountStatus;
use domain::actor::Actor;
use domain::carers::{CarerState, GUESSES};
use domain::conflict::Conflict;
use domain::form::FieldErrors;
use domain::id::AccountId;
use domain::live::{Change, Kind, Topic};
use domain::patients::About;
use domain::records::{ClaimRecord, ClaimView};
use domain::values::EmailAddress;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, DatabaseTransaction, QueryFilter};

use super::entity::{self, Column, Model};
use super::letters::hash;
use crate::accounts::identity::{Area, Identity};
use crate::accounts::{NewAccount, contact, link, strength};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::outbox::{self, Mail};
use crate::records::Claimed;
use crate::scope::Scope;
use crate::{live, patients};

/// What became of it.
pub type Accepted = Claimed;

/// What has to be done, for whoever is signed in or not.
///
/// # Errors
/// `NotFound` when the link does not work (any more).
pub async fn look(scope: &Scope, token: &str) -> Result<ClaimView> {
    let asked = working(scope, token).await?;
    link::asks(scope, asked.email, &asked.email_folded).await
}

/// Agrees, with the account that is signed in or a new one.
///
/// # Errors
/// `NotFound` when the link does not work (any more), `Invalid` with what to mend, `AnotherBirthDate` as long as another guess
/// is allowed, `InvitationForAnother` for somebody else, `OwnAccount` for whoever asked.
pub async fn accept(scope: &Scope, token: &str, form: &ClaimRecord, whose: Option<&Identity>) -> Result<Accepted> {
    let asked = working(scope, token).await?;
    match whose {
        Some(whose) if whose.account == asked.offered_account_id => Err(Conflict::OwnAccount.into()),
        Some(whose) if whose.email_folded == asked.email_folded => {
            let scope = &scope.acting_as(whose.actor_in(Area::Account));
            let born = form.birth_date(scope.today(), About::Another)?.date();
            prove(scope, &asked, born).await?;
            scope
                .transaction(async |tx| agree(tx, scope, &asked, whose.account).await)
                .await?;
            Ok(Claimed::Own)
        }
        Some(_) => Err(Conflict::InvitationForAnother.into()),
        None if contact::of_address(scope.db(), &asked.email_folded).await?.is_some() => Ok(Claimed::SignInFirst),
        None => with_a_new_account(scope, form, &asked).await,
    }
}

async fn with_a_new_account(scope: &Scope, form: &ClaimRecord, asked: &Model) -> Result<Accepted> {
    let (born, password) = form.parse(&asked.email, scope.today(), About::Another)?;
    strength::refuse_common(&password).await?;
    prove(scope, asked, born.date()).await?;
    let email = EmailAddress::parse(&asked.email).map_err(|problem| FieldErrors::one("password", problem))?;
    let account = NewAccount::prepare(scope, &email, &password, AccountStatus::Active).await?;
    let made = scope
        .transaction(async |tx| {
            account.insert(tx, scope).await?;
            agree(tx, scope, asked, account.id).await
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
async fn prove(scope: &Scope, asked: &Model, born: NaiveDate) -> Result<()> {
    let left = scope
        .transaction(async |tx| {
            let spent = entity::update(asked.id, &[CarerState::Offered])
                .col_expr(Column::Guesses, Expr::col(Column::Guesses).add(1))
                .filter(Column::Guesses.lt(GUESSES))
                .exec(tx)
                .await?;
            if spent.rows_affected == 0 {
                return Err(Error::NotFound);
            }
            if patients::born(tx, asked.patient_id).await? == Some(born) {
                return Ok(None);
            }
            let event = Event::of(Action::CarerRefused).on(Subject::Carer(asked.id.uuid()));
            audit::record(tx, scope, event.about(asked.patient_id)).await?;
            let now = entity::one(asked.id).one(tx).await?;
            Ok(Some(now.map_or(0, |row| GUESSES - row.guesses)))
        })
        .await?;
    match left.map(u32::try_from) {
        None => Ok(()),
        Some(Ok(left)) if left > 0 => Err(Conflict::AnotherBirthDate { left }.into()),
        Some(_) => Err(Error::NotFound),
    }
}

/// What was offered with the link, as long as it works.
async fn working(scope: &Scope, token: &str) -> Result<Model> {
    let found = entity::by_hash(&hash(scope.tools(), token), scope.now());
    found.one(scope.db()).await?.ok_or(Error::NotFound)
}

/// Uses the link up: from now on the account may act for the patient.
async fn agree(tx: &DatabaseTransaction, scope: &Scope, asked: &Model, account: AccountId) -> Result<()> {
    let now = scope.now();
    let agreed = entity::update(asked.id, &[CarerState::Offered])
        .col_expr(Column::State, Expr::value(CarerState::Active))
        .col_expr(Column::AccountId, Expr::value(Some(account)))
        .col_expr(Column::AcceptedAt, Expr::value(Some(now)))
        .col_expr(Column::TokenHash, Expr::value(None::<String>))
        .exec(tx)
        .await?;
    if agreed.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    let patient = asked.patient_id;
    outbox::post(tx, scope, Mail::CarerAccepted { carer: asked.id }).await?;
    live::tell_rights(tx, now, account).await?;
    live::tell(tx, now, &[Change::of(Topic::Patient(patient), Kind::Carer)]).await?;
    let event = Event::of(Action::CarerAccepted).on(Subject::Carer(asked.id.uuid()));
    let carer = scope.acting_as(Actor::Account { account });
    audit::record(tx, &carer, event.about(patient)).await
}

//! What whoever holds the link can do with it. Opening it changes nothing: mail scanners open links.

use domain::accounts::{AccountStatus, ResetPassword};
use domain::conflict::Conflict;
use domain::form::FieldErrors;
use domain::id::{AccountId, RoleId};
use domain::invitations::{InvitationStep, InvitationView};
use domain::live::{Change, Kind, Topic};
use domain::values::{EmailAddress, PasswordRule};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::entity::invitation;
use super::{hash, record, roles_of};
use crate::accounts::identity::{Area, Identity};
use crate::accounts::{NewAccount, contact, strength};
use crate::audit::{Action, Event};
use crate::error::{Error, OnConflict, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::{live, roles};

/// What the link brings and what has to be done to join, for whoever is signed in or not.
///
/// # Errors
/// `NotFound` when the link does not work (any more).
pub async fn look(scope: &Scope, token: &str) -> Result<InvitationView> {
    let db = scope.db();
    let (open, brings) = working(db, scope, token).await?;
    let known = contact::of_address(db, &open.email_folded).await?;
    let step = match (scope.actor().account(), known) {
        (Some(account), known) if known != Some(account) => InvitationStep::SomebodyElse,
        (Some(_), _) => InvitationStep::Accept,
        (None, Some(_)) => InvitationStep::SignIn,
        (None, None) => InvitationStep::ChoosePassword {
            min: PasswordRule::Staff.min(),
        },
    };
    let found = roles::by_ids(db, brings).await?;
    let mut names: Vec<_> = found.values().map(|role| role.name(scope.language())).collect();
    names.sort();
    Ok(InvitationView {
        roles: names,
        until: open
            .roles_end_at
            .map(|end| roles::last_day(scope.tools(), end, scope.language())),
        email: open.email,
        step,
    })
}

/// What became of a link with which somebody wanted to join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// The account is there, and its password works.
    SignIn,
    /// The address has an account: its owner signs in to it and accepts.
    AcceptSignedIn,
}

/// Joins with a new account and this password.
///
/// # Errors
/// `NotFound` when the link does not work (any more), `Invalid` for a password that won't do.
pub async fn join(scope: &Scope, token: &str, form: &ResetPassword) -> Result<Joined> {
    let (open, _) = working(scope.db(), scope, token).await?;
    if contact::of_address(scope.db(), &open.email_folded).await?.is_some() {
        return Ok(Joined::AcceptSignedIn);
    }
    let password = form.parse(PasswordRule::Staff, &[&open.email])?;
    strength::refuse_common(&password).await?;
    let email = EmailAddress::parse(&open.email).map_err(|problem| FieldErrors::one("password", problem))?;
    let account = NewAccount::prepare(scope, &email, &password, AccountStatus::Active).await?;
    let made = scope
        .transaction(async |tx| {
            roles::lock(tx).await?;
            let (open, brings) = working(tx, scope, token).await?;
            account.insert(tx, scope).await?;
            spend(tx, scope, &open, account.id, &brings).await?;
            live::tell(tx, scope.now(), &[Change::of(Topic::Clinic, Kind::People)]).await
        })
        .await;
    // Somebody registered with the address meanwhile.
    match made.on_conflict("account_email_unique", Conflict::NotPossibleNow) {
        Err(Error::Conflict(Conflict::NotPossibleNow)) => Ok(Joined::AcceptSignedIn),
        made => made.map(|()| Joined::SignIn),
    }
}

/// Joins with the account that is signed in, which must be that of the invited address.
///
/// # Errors
/// `NotFound` when the link does not work (any more), `InvitationForAnother` for everybody else.
pub async fn accept(scope: &Scope, token: &str, whose: &Identity) -> Result<()> {
    let scope = &scope.acting_as(whose.actor_in(Area::Account));
    scope
        .transaction(async |tx| {
            roles::lock(tx).await?;
            let (open, brings) = working(tx, scope, token).await?;
            if open.email_folded != whose.email_folded {
                return Err(Conflict::InvitationForAnother.into());
            }
            spend(tx, scope, &open, whose.account, &brings).await?;
            live::tell_rights(tx, scope.now(), whose.account).await?;
            outbox::post(tx, scope, Mail::RightsChanged { account: whose.account }).await
        })
        .await
}

/// The invitation behind a link, as long as it works: whoever invited must still be able to give what it brings.
async fn working(db: &impl ConnectionTrait, scope: &Scope, token: &str) -> Result<(invitation::Model, Vec<RoleId>)> {
    let found = invitation::by_hash(&hash(scope.tools(), token), scope.now())
        .one(db)
        .await?;
    let open = found.ok_or(Error::NotFound)?;
    let brings = roles_of(db, open.id).await?;
    let over = open.roles_end_at.is_some_and(|end| end <= scope.now());
    let may_give = roles::could_give(db, scope.now(), open.invited_by, &brings, open.roles_end_at).await?;
    if over || !may_give {
        return Err(Error::NotFound);
    }
    Ok((open, brings))
}

/// Uses the link up and gives what it brings.
async fn spend(
    tx: &DatabaseTransaction,
    scope: &Scope,
    open: &invitation::Model,
    account: AccountId,
    brings: &[RoleId],
) -> Result<()> {
    let spent = invitation::Entity::update_many()
        .col_expr(invitation::Column::AcceptedAt, Expr::value(scope.now()))
        .filter(invitation::is_open())
        .filter(invitation::Column::Id.eq(open.id))
        .exec(tx)
        .await?;
    if spent.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    for role in brings {
        roles::give(tx, scope, (account, *role), Some(open.invited_by), open.roles_end_at).await?;
    }
    let event = Event::of(Action::InvitationAccepted).with("account", account.to_string());
    record(tx, scope, event, open.id).await
}

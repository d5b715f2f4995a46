//! Moving an account to another address: asked for with the password, confirmed by a link that goes to the new address, and
//! told to the old one both times. Until then everything stays as it was.

use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::{AccountStatus, ChangeEmail, TokenPurpose};
use domain::conflict::Conflict;
use domain::id::AccountId;
use domain::values::EmailAddress;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use super::entity::{account, email_change};
use super::{contact, identity, recovery, tokens};
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::mail::{Reader, Stationery, Written};
use crate::outbox::{self, Mail};
use crate::scope::{Scope, Tools};
use crate::throttle::{MailPurpose, Sender};

/// Mails a link to the new address; whether somebody has it already is told to its owner only, who opens that link.
/// A later wish takes the place of an earlier one. `session` is the one that asks.
///
/// # Errors
/// `Invalid` for a wrong password or an address that won't do, `TooMany` after too many tries or mails.
pub async fn ask(scope: &Scope, form: &ChangeEmail, session: Option<&str>) -> Result<()> {
    let id = scope.account()?;
    let whose = identity::find(scope.tools(), id).await?.ok_or(Error::NotFound)?;
    let valid = form.parse(&whose.email_folded)?;
    recovery::check_current(scope, id, &valid.current, session).await?;
    scope
        .throttle()
        .mail(MailPurpose::EmailChange, &valid.email.folded(), Sender::of(scope))
        .await??;
    let change = scope.new_id();
    scope
        .transaction(async |tx| {
            give_up(tx, scope, id).await?;
            let asked = email_change::ActiveModel {
                id: Set(change),
                account_id: Set(id),
                email: Set(valid.email.to_string()),
                email_before: Set(whose.email.clone()),
                confirmed_at: Set(None),
                created_at: Set(scope.now()),
            };
            email_change::Entity::insert(asked).exec_without_returning(tx).await?;
            audit::record(tx, scope, event(Action::EmailChangeAsked, id)).await?;
            outbox::post(tx, scope, Mail::ConfirmEmail { change }).await?;
            outbox::post(tx, scope, Mail::EmailChangeAsked { change }).await
        })
        .await
}

/// Ends whatever waits for a mail to be answered, a new address and a new password: whoever asked for it may not be the owner,
/// who has just taken the account back, or who is to be kept out of it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn end_all(tx: &DatabaseTransaction, scope: &Scope, id: AccountId) -> Result<()> {
    tokens::revoke(tx, scope.tools(), id, TokenPurpose::Reset).await?;
    give_up(tx, scope, id).await
}

async fn give_up(tx: &DatabaseTransaction, scope: &Scope, id: AccountId) -> Result<()> {
    email_change::Entity::delete_many()
        .filter(email_change::Column::AccountId.eq(id))
        .filter(email_change::Column::ConfirmedAt.is_null())
        .exec(tx)
        .await?;
    tokens::revoke(tx, scope.tools(), id, TokenPurpose::Email).await
}

/// The address that a link confirms, if the link still works; opening it changes nothing.
///
/// # Errors
/// `NotFound` when it does not.
pub async fn look(scope: &Scope, token: &str) -> Result<String> {
    let id = tokens::look(scope.db(), scope.tools(), TokenPurpose::Email, token).await?;
    to_come(scope.db(), scope.tools(), id).await?.ok_or(Error::NotFound)
}

/// Moves the account behind a link. Links that were mailed to the old address die; sessions go on.
///
/// # Errors
/// `NotFound` when the link does not work (any more), `Conflict` when the address belongs to another account by now.
pub async fn confirm(scope: &Scope, token: &str) -> Result<()> {
    let now = scope.now();
    scope
        .transaction(async |tx| {
            let id = tokens::spend(tx, scope.tools(), TokenPurpose::Email, token).await?;
            let change = email_change::open_of(id, oldest(now)).one(tx).await?;
            let change = change.ok_or(Error::NotFound)?;
            let account = account::by_id(id).one(tx).await?.ok_or(Error::NotFound)?;
            if account.status != AccountStatus::Active {
                return Err(Error::NotFound);
            }
            let email = EmailAddress::parse(&change.email).map_err(|problem| anyhow::anyhow!("{problem:?}"))?;
            let version = account.version;
            let mut account = account.into_active_model();
            account.email = Set(email.to_string());
            account.email_folded = Set(email.folded());
            account.email_verified_at = Set(Some(now));
            account.updated_at = Set(now);
            account.version = Set(version + 1);
            account
                .update(tx)
                .await
                .on_conflict("account_email_unique", Conflict::EmailInUse)?;
            tokens::revoke(tx, scope.tools(), id, TokenPurpose::Reset).await?;
            let told = Mail::EmailChanged { change: change.id };
            let mut change = change.into_active_model();
            change.confirmed_at = Set(Some(now));
            change.update(tx).await?;
            audit::record(tx, scope, event(Action::EmailChanged, id)).await?;
            outbox::post(tx, scope, told).await
        })
        .await
}

/// The address that waits to be confirmed for an account.
///
/// # Errors
/// When the database fails.
pub(super) async fn to_come(db: &impl ConnectionTrait, tools: &Tools, id: AccountId) -> Result<Option<String>> {
    let open = email_change::open_of(id, oldest(tools.clock.now())).one(db).await?;
    Ok(open.map(|change| change.email))
}

/// The mail with the link, to the new address; nothing when another wish took its place.
///
/// # Errors
/// When the database fails.
pub(crate) async fn confirm_letter(tools: &Tools, paper: &Stationery, change: Uuid) -> Result<Option<Written>> {
    let db = tools.database.read();
    let change = email_change::by_id(change).one(db).await?;
    let Some(change) = change.filter(|change| change.confirmed_at.is_none()) else {
        return Ok(None);
    };
    let mut reader = contact::reader(db, change.account_id).await?;
    reader.address = change.email;
    let token = tools
        .database
        .transaction(async |tx| tokens::mint(tx, tools, change.account_id, TokenPurpose::Email).await)
        .await?;
    let hours = tokens::minutes(TokenPurpose::Email) / 60;
    Ok(Some(paper.confirm_email(&reader, token.reveal(), hours)))
}

/// The mail that tells the old address what was asked for; nothing when it was given up or done meanwhile.
///
/// # Errors
/// When the database fails.
pub(crate) async fn asked_letter(tools: &Tools, paper: &Stationery, change: Uuid) -> Result<Option<Written>> {
    let before = who_was(tools, change).await?;
    let open = before.filter(|(_, is_open)| *is_open);
    Ok(open.map(|(reader, _)| paper.email_change_asked(&reader)))
}

/// The mail that tells the address that was left.
///
/// # Errors
/// When the database fails.
pub(crate) async fn changed_letter(tools: &Tools, paper: &Stationery, change: Uuid) -> Result<Option<Written>> {
    let before = who_was(tools, change).await?;
    Ok(before.map(|(reader, _)| paper.email_changed(&reader)))
}

/// The owner at the address before the change, and whether that waits to be confirmed.
async fn who_was(tools: &Tools, change: Uuid) -> Result<Option<(Reader, bool)>> {
    let db = tools.database.read();
    let Some(change) = email_change::by_id(change).one(db).await? else {
        return Ok(None);
    };
    let mut reader = contact::reader(db, change.account_id).await?;
    reader.address = change.email_before;
    Ok(Some((reader, change.confirmed_at.is_none())))
}

/// A wish as old as this is over.
fn oldest(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::minutes(tokens::minutes(TokenPurpose::Email))
}

fn event(action: Action, account: AccountId) -> Event {
    Event::of(action).on(Subject::Account(account.uuid()))
}

//! Passkeys (WebAuthn): a key in somebody's device, unlocked by a fingerprint, a face or a screen lock, that signs them in
//! without a password and without a code, and confirms who they are. Browsers show it to this portal only, so no other page
//! can ask for it.

mod adding;
mod party;
mod showing;
mod stored;
#[cfg(test)]
mod tests;

use domain::accounts::{MOST_PASSKEYS, PasskeyRow, PasskeysView, RemovePasskey};
use domain::id::{AccountId, PasskeyId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::Value;

use super::entity::passkey;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::times::Formatter;
pub use adding::{Adding, add, begin_adding};
pub use party::RelyingParty;
pub use showing::{Asked, ask, confirm, sign_in};

/// Minutes that a challenge is good for, once.
const MINUTES: i64 = 5;

/// What a browser is asked, and what the session keeps to look at the answer.
#[derive(Debug)]
pub struct Challenge<T> {
    /// For the browser: `WebAuthn`'s `PublicKeyCredential(Creation|Request)Options`, bytes as base64url.
    pub options: Value,
    pub kept: T,
}

/// The actor's own passkeys.
///
/// # Errors
/// `Forbidden` without an account, `NotFound` where passkeys are not offered.
pub async fn view(scope: &Scope) -> Result<PasskeysView> {
    let account = scope.account()?;
    party(scope)?;
    let rows = passkey::of_account(account)
        .order_by_desc(passkey::Column::Id)
        .all(scope.db())
        .await?;
    let labels = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let may_add = has_room(rows.len());
    let row = |row: passkey::Model| PasskeyRow {
        id: row.id,
        name: row.name,
        added: labels.moment(row.created_at),
        last_used: row.last_used_at.map(|at| labels.moment(at)),
    };
    Ok(PasskeysView {
        passkeys: rows.into_iter().map(row).collect(),
        may_add,
    })
}

/// Removes one of the actor's own passkeys: it signs nobody in any more.
///
/// # Errors
/// `ConfirmFirst`; `NotFound` when it is not there or somebody else's.
pub async fn remove(scope: &Scope, form: &RemovePasskey) -> Result<()> {
    let account = scope.fresh()?.account();
    let id: PasskeyId = form.passkey.parse().map_err(|_| Error::NotFound)?;
    scope
        .transaction(async |tx| {
            let removed = passkey::Entity::delete_many()
                .filter(passkey::Column::AccountId.eq(account))
                .filter(passkey::Column::Id.eq(id))
                .exec(tx)
                .await?;
            if removed.rows_affected == 0 {
                return Err(Error::NotFound);
            }
            audit::record(tx, scope, event(Action::PasskeyRemoved, account, id)).await?;
            outbox::post(tx, scope, Mail::PasskeyRemoved { account }).await
        })
        .await
}

/// How many passkeys an account has; nothing where they are not offered.
///
/// # Errors
/// When the database fails.
pub(super) async fn standing(scope: &Scope, account: AccountId) -> Result<Option<u64>> {
    if scope.tools().passkeys.is_none() {
        return Ok(None);
    }
    count(scope.db(), account).await.map(Some)
}

/// How many passkeys an account has.
///
/// # Errors
/// When the database fails.
pub async fn count(db: &impl ConnectionTrait, account: AccountId) -> Result<u64> {
    Ok(passkey::of_account(account).count(db).await?)
}

/// Removes all passkeys of an account; how many they were.
///
/// # Errors
/// When the database fails.
pub(super) async fn remove_all(tx: &impl ConnectionTrait, account: AccountId) -> Result<u64> {
    let removed = passkey::Entity::delete_many()
        .filter(passkey::Column::AccountId.eq(account))
        .exec(tx)
        .await?;
    Ok(removed.rows_affected)
}

/// What passkeys are made for.
fn party(scope: &Scope) -> Result<&RelyingParty> {
    scope.tools().passkeys.as_ref().ok_or(Error::NotFound)
}

fn has_room(passkeys: usize) -> bool {
    u32::try_from(passkeys).is_ok_and(|passkeys| passkeys < MOST_PASSKEYS)
}

fn event(action: Action, account: AccountId, passkey: PasskeyId) -> Event {
    Event::of(action)
        .on(Subject::Account(account.uuid()))
        .with("passkey", passkey.to_string())
}

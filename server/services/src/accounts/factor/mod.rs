//! The second step at sign-in: set up, proven, turned off, and taken away from somebody who has lost it.

mod app;
mod codes;
mod pending;
mod proof;
mod reset;
#[cfg(test)]
mod tests;
mod trusted;

use domain::accounts::{FactorDraft, FactorOn, FactorView, TurnOnFactor};
use domain::conflict::Conflict;
use domain::form::{FieldErrors, Problem};
use domain::id::{AccountId, FactorId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::entity::factor;
use super::identity;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, OnConflict, Result};
use crate::live;
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::sessions;
use crate::settings;
use crate::times::Formatter;
pub use codes::{NewCodes, left as codes_left};
pub use pending::{Pending, Proven, pass};
pub(super) use proof::prove;
pub use reset::{is_on, reset, reset_by_operator};
pub use trusted::Trusted;

/// The page of the second step. The key is shown only to somebody who has confirmed who they are a short while ago.
///
/// # Errors
/// `Forbidden` without an account.
pub async fn view(scope: &Scope) -> Result<FactorView> {
    let account = scope.account()?;
    let whose = identity::find(scope.tools(), account).await?.ok_or(Error::NotFound)?;
    let mut draft = None;
    if whose.factor.is_none() && scope.fresh().is_ok() {
        let waiting = factor::of_account(account).one(scope.db()).await?;
        let clinic = settings::of(scope.tools(), scope.db()).await?.clinic_name;
        draft = waiting
            .map(|row| draft_of(scope, &row, &clinic, &whose.email))
            .transpose()?;
    }
    Ok(FactorView {
        on: standing(scope, account).await?,
        has_passkey: super::passkeys::standing(scope, account)
            .await?
            .is_some_and(|held| held > 0),
        required: whose.lacks_factor.as_doctor || whose.lacks_factor.as_staff,
        draft,
    })
}

/// Since when the second step of an account is on, and how many recovery codes are left.
///
/// # Errors
/// When the database fails.
pub(super) async fn standing(scope: &Scope, account: AccountId) -> Result<Option<FactorOn>> {
    let Some(on) = factor::on_of_account(account).one(scope.db()).await? else {
        return Ok(None);
    };
    let labels = Formatter::new(&scope.tools().site.time_zone, scope.language());
    Ok(Some(FactorOn {
        since: labels.moment(on.on_at.unwrap_or(on.created_at)),
        codes_left: codes::left(scope.db(), account).await?,
    }))
}

/// Makes a new key, which waits for its first code.
///
/// # Errors
/// `ConfirmFirst`; `Conflict` when the second step is on already.
pub async fn start(scope: &Scope) -> Result<()> {
    let account = scope.fresh()?.account();
    let (id, now) = (FactorId::from_uuid(scope.new_id()), scope.now());
    let row = factor::ActiveModel {
        id: Set(id),
        account_id: Set(account),
        secret_sealed: Set(app::new_secret(&scope.tools().keys, id)),
        last_step: Set(0),
        on_at: Set(None),
        created_at: Set(now),
    };
    scope
        .transaction(async |tx| {
            factor::Entity::delete_many()
                .filter(factor::Column::AccountId.eq(account))
                .filter(factor::Column::OnAt.is_null())
                .exec(tx)
                .await?;
            factor::Entity::insert(row.clone())
                .exec_without_returning(tx)
                .await
                .map(drop)
                .on_conflict("second_factor_account_unique", Conflict::Stale)
        })
        .await
}

/// Turns the second step on by a first code of the app; the recovery codes, which are told only now.
///
/// # Errors
/// `ConfirmFirst`; `Invalid` for a code that does not fit; `Conflict` when nothing waits for a code.
pub async fn turn_on(scope: &Scope, form: &TurnOnFactor) -> Result<NewCodes> {
    let account = scope.fresh()?.account();
    let code = form.parse()?;
    let whose = identity::find(scope.tools(), account).await?.ok_or(Error::NotFound)?;
    let waiting = factor::of_account(account).one(scope.db()).await?;
    let waiting = waiting.filter(|row| row.on_at.is_none()).ok_or(Conflict::Stale)?;
    let attempt = proof::attempt(scope, &whose.email_folded, Some("setting up"));
    scope.throttle().code(&attempt).await??;
    let Some(step) = app::step_of(scope, &waiting, &code)? else {
        return Err(FieldErrors::one("code", Problem::CodeWrong).into());
    };
    scope.throttle().code_passed(&attempt).await?;
    let codes = NewCodes::random();
    scope
        .transaction(async |tx| {
            let on = factor::Entity::update_many()
                .col_expr(factor::Column::OnAt, Expr::value(scope.now()))
                .col_expr(factor::Column::LastStep, Expr::value(step))
                .filter(factor::Column::Id.eq(waiting.id))
                .filter(factor::Column::OnAt.is_null())
                .exec(tx)
                .await?;
            if on.rows_affected == 0 {
                return Err(Conflict::Stale.into());
            }
            codes.store(tx, scope, waiting.id).await?;
            live::tell_rights(tx, scope.now(), account).await?;
            audit::record(tx, scope, event(Action::FactorOn, account)).await?;
            outbox::post(tx, scope, Mail::FactorOn { account }).await
        })
        .await?;
    Ok(codes)
}

/// Makes new recovery codes, which are told only now; the old ones stop working.
///
/// # Errors
/// `ConfirmFirst`; `NotFound` when the second step is off.
pub async fn renew_codes(scope: &Scope) -> Result<NewCodes> {
    let account = scope.fresh()?.account();
    let on = factor::on_of_account(account).one(scope.db()).await?;
    let factor = on.ok_or(Error::NotFound)?.id;
    let codes = NewCodes::random();
    scope
        .transaction(async |tx| {
            codes.store(tx, scope, factor).await?;
            audit::record(tx, scope, event(Action::RecoveryCodesMade, account)).await?;
            outbox::post(tx, scope, Mail::RecoveryCodesMade { account }).await
        })
        .await?;
    Ok(codes)
}

/// The recovery codes that were just made in this session, in groups of four; none when that was too long ago.
///
/// # Errors
/// `Forbidden` without an account.
pub async fn new_codes(scope: &Scope, session: Option<&str>) -> Result<Vec<String>> {
    scope.account()?;
    let Some(session) = session else {
        return Ok(Vec::new());
    };
    let codes = sessions::kept::<NewCodes>(scope, session, NewCodes::KEY).await?;
    Ok(codes.map(|codes| codes.shown(scope.now())).unwrap_or_default())
}

/// Turns the second step off.
///
/// # Errors
/// `ConfirmFirst`; `NotFound` when it is off.
pub async fn turn_off(scope: &Scope) -> Result<()> {
    let account = scope.fresh()?.account();
    scope
        .transaction(async |tx| {
            remove(tx, account).await?;
            live::tell_rights(tx, scope.now(), account).await?;
            audit::record(tx, scope, event(Action::FactorOff, account)).await?;
            outbox::post(tx, scope, Mail::FactorOff { account }).await
        })
        .await
}

/// Deletes a second step that is on; recovery codes and remembered devices end with it.
async fn remove(tx: &impl ConnectionTrait, account: AccountId) -> Result<()> {
    let removed = factor::Entity::delete_many()
        .filter(factor::Column::AccountId.eq(account))
        .filter(factor::Column::OnAt.is_not_null())
        .exec(tx)
        .await?;
    if removed.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}

fn draft_of(scope: &Scope, row: &factor::Model, clinic: &str, email: &str) -> Result<FactorDraft> {
    let totp = app::totp(&scope.tools().keys, row, clinic, email)?;
    app::draft(&totp)
}

fn event(action: Action, account: AccountId) -> Event {
    Event::of(action).on(Subject::Account(account.uuid()))
}

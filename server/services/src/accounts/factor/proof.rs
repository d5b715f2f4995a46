//! Looking at a code that somebody offers.

use domain::accounts::OfferedCode;
use domain::form::{FieldErrors, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{app, codes, event, factor};
use crate::accounts::identity::{Area, Identity};
use crate::audit::{self, Action};
use crate::error::{Error, Result};
use crate::outbox::{self, Mail};
use crate::scope::Scope;
use crate::throttle::SignInTry;

/// A try from where the request comes. `own` marks a browser, or a session, that has tries of its own.
pub(super) fn attempt<'a>(scope: &Scope, account: &'a str, own: Option<&'a str>) -> SignInTry<'a> {
    SignInTry {
        account,
        ip: scope.request().ip,
        known_device: own,
    }
}

/// Uses up a code of this person's second step; `own` as in the throttle's known devices.
///
/// # Errors
/// `Invalid` for a code that does not fit or was used before, `TooMany` after too many tries, `NotFound` when the second
/// step is off.
pub async fn prove(scope: &Scope, whose: &Identity, offered: &OfferedCode, own: Option<&str>) -> Result<()> {
    let attempt = attempt(scope, &whose.email_folded, own);
    scope.throttle().code(&attempt).await??;
    let on = factor::on_of_account(whose.account).one(scope.db()).await?;
    let on = on.ok_or(Error::NotFound)?;
    let step = match offered {
        OfferedCode::App(code) => app::step_of(scope, &on, code)?,
        OfferedCode::Recovery(_) => None,
    };
    let by = &scope.acting_as(whose.actor_in(Area::Account));
    let account = whose.account;
    let passed = scope
        .transaction(async |tx| {
            let passed = match (offered, step) {
                (OfferedCode::Recovery(code), _) => codes::spend(tx, scope, on.id, code).await?,
                (OfferedCode::App(_), Some(step)) => take_step(tx, &on, step).await?,
                (OfferedCode::App(_), None) => false,
            };
            if !passed {
                audit::record(tx, scope, event(Action::CodeRefused, account)).await?;
            } else if matches!(offered, OfferedCode::Recovery(_)) {
                audit::record(tx, by, event(Action::RecoveryCodeUsed, account)).await?;
                outbox::post(tx, scope, Mail::RecoveryCodeUsed { account }).await?;
            }
            Ok(passed)
        })
        .await?;
    if !passed {
        return Err(FieldErrors::one("code", Problem::CodeWrong).into());
    }
    scope.throttle().code_passed(&attempt).await
}

/// Takes the code of a step, unless it or a newer one was taken before.
async fn take_step(tx: &impl ConnectionTrait, on: &factor::Model, step: i64) -> Result<bool> {
    let taken = factor::Entity::update_many()
        .col_expr(factor::Column::LastStep, Expr::value(step))
        .filter(factor::Column::Id.eq(on.id))
        .filter(factor::Column::OnAt.is_not_null())
        .filter(factor::Column::LastStep.lt(step))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

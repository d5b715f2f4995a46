//! What was looked at is done: to one person after the other, each by the act for one.

use domain::bulk::{BulkAction, BulkOutcome, ConfirmBulk, PERMISSIONS};
use domain::conflict::Conflict;
use domain::id::{AccountId, BulkId};
use sea_orm::{DatabaseTransaction, QueryFilter};

use super::entity::{change, line};
use super::{judge, own, told};
use crate::accounts::people::{self, AccountRow};
use crate::admin::people::{restart, stop};
use crate::audit::{self, Action};
use crate::error::{Error, Result};
use crate::roles;
use crate::scope::Scope;

/// Does what was looked at. What has changed since is decided by how it stands now; what is refused for one person stops
/// nobody else's. Sent twice it is done once, and cut off in the middle it goes on from there when it is sent again.
///
/// # Errors
/// `Forbidden` without a permission for it, `Invalid` for a wrong form, `NotFound` for what somebody else prepared,
/// `ConfirmFirst`, `NotPossibleNow` for a role that would be over already.
pub async fn confirm(scope: &Scope, request: &ConfirmBulk) -> Result<BulkId> {
    let actor = scope.any_permission(PERMISSIONS)?;
    let id = request.parse()?;
    let row = own(scope.db(), scope, id).await?;
    scope.fresh()?;
    if row.done_at.is_some() {
        return Ok(id);
    }
    if row.until.is_some_and(|day| day < scope.today()) {
        return Err(Conflict::NotPossibleNow.into());
    }
    let waiting = line::of(id).filter(line::waits()).all(scope.db()).await?;
    let mut people: Vec<AccountId> = waiting.into_iter().map(|line| line.account_id).collect();
    // Whoever takes a role from themselves may not take it from anybody afterwards.
    people.sort_by_key(|account| *account == actor);
    for account in people {
        carry_out(scope, &row, account).await?;
    }
    finish(scope, &row).await?;
    Ok(id)
}

/// Does it to one person, or writes why not.
async fn carry_out(scope: &Scope, row: &change::Model, account: AccountId) -> Result<()> {
    let which = (row.id, account);
    let done = scope
        .transaction(async |tx| {
            roles::lock(tx).await?;
            let person = people::among(tx, scope, [account])
                .await?
                .pop()
                .ok_or(Error::NotFound)?;
            let judged = judge::judge(tx, scope, row, &[&person]).await?;
            let outcome = judged.get(&account).copied().unwrap_or(BulkOutcome::Meanwhile);
            let settled = line::settle(which, outcome).exec(tx).await?;
            if settled.rows_affected == 1 && outcome.changes() {
                act(tx, scope, row, &person).await?;
            }
            Ok(())
        })
        .await;
    match done {
        Err(Error::Conflict(conflict)) => {
            let refused = BulkOutcome::refused(&conflict);
            scope
                .transaction(async |tx| Ok(line::settle(which, refused).exec(tx).await?))
                .await
                .map(drop)
        }
        done => done,
    }
}

async fn act(tx: &DatabaseTransaction, scope: &Scope, row: &change::Model, person: &AccountRow) -> Result<()> {
    let role = || {
        row.role_id
            .ok_or_else(|| Error::internal("a change of roles has no role"))
    };
    match row.action {
        BulkAction::Suspend => stop(tx, scope, (person.id, person.version)).await,
        BulkAction::Reinstate => restart(tx, scope, (person.id, person.version)).await,
        BulkAction::GiveRole => roles::hand_out(tx, scope, (person.id, role()?), row.until).await,
        BulkAction::TakeRole => roles::take(tx, scope, (person.id, role()?)).await.map(drop),
    }
}

async fn finish(scope: &Scope, row: &change::Model) -> Result<()> {
    scope
        .transaction(async |tx| {
            let finished = change::finish(row.id, scope.now()).exec(tx).await?;
            if finished.rows_affected == 0 {
                return Ok(());
            }
            let lines = line::of(row.id).all(tx).await?;
            let changed = lines
                .iter()
                .filter(|line| line.outcome.is_some_and(BulkOutcome::changes));
            audit::record(tx, scope, told(Action::BulkDone, row, changed.count())).await
        })
        .await
}

//! Staff do one thing to many people: chosen, looked at, and done to each in a transaction of its own.

mod carry_out;
mod entity;
mod judge;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::admin::PersonRow;
use domain::bulk::{Bulk, BulkLine, ChosenPeople, MOST_PEOPLE, PERMISSIONS, PrepareBulk};
use domain::form::{FieldErrors, Problem};
use domain::id::{AccountId, BulkId};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::people::rows_of;
use crate::accounts::people;
use crate::audit::{self, Action, Event, Subject};
use crate::error::{Error, Result};
use crate::roles;
use crate::scope::Scope;
use crate::times::{Formatter, plain_date_label};
pub use carry_out::confirm;
use entity::{change, line};

/// Writes down whom staff have chosen and what to do, to be looked at before it is done.
///
/// # Errors
/// `Forbidden` without the permission to do it to one person, `Invalid` for a wrong form, too many people or nobody.
pub async fn prepare(scope: &Scope, request: &PrepareBulk) -> Result<BulkId> {
    let account = scope.any_permission(PERMISSIONS)?;
    let wish = request.parse(scope.today())?;
    scope.permission(wish.action.permission())?;
    let db = scope.db();
    if let Some(role) = wish.role
        && roles::by_ids(db, [role]).await?.is_empty()
    {
        return Err(FieldErrors::one("role", Problem::UnknownChoice).into());
    }
    let people: Vec<AccountId> = match wish.people {
        ChosenPeople::Ticked(ids) => {
            let there = people::among(db, scope, ids).await?;
            there.into_iter().map(|account| account.id).collect()
        }
        ChosenPeople::Found(search) => people::first_of(scope, &search, u64::from(MOST_PEOPLE) + 1).await?,
    };
    let problem = match people.len() {
        0 => Some(Problem::ChoosePeople),
        count if count > MOST_PEOPLE as usize => Some(Problem::TooMany { max: MOST_PEOPLE }),
        _ => None,
    };
    if let Some(problem) = problem {
        return Err(FieldErrors::one("whom", problem).into());
    }
    let row = change::Model {
        id: BulkId::from_uuid(scope.new_id()),
        account_id: account,
        action: wish.action,
        role_id: wish.role,
        until: wish.until,
        done_at: None,
        created_at: scope.now(),
    };
    scope
        .transaction(async |tx| write(tx, scope, &row, &people).await)
        .await?;
    Ok(row.id)
}

async fn write(tx: &DatabaseTransaction, scope: &Scope, row: &change::Model, people: &[AccountId]) -> Result<()> {
    let lines = people.iter().map(|account| line::ActiveModel {
        change_id: Set(row.id),
        account_id: Set(*account),
        outcome: NotSet,
    });
    let change: change::ActiveModel = row.clone().into();
    change::Entity::insert(change).exec_without_returning(tx).await?;
    line::Entity::insert_many(lines).exec_without_returning(tx).await?;
    audit::record(tx, scope, told(Action::BulkPrepared, row, people.len())).await
}

/// What was chosen: what would become of each person, or how it went.
///
/// # Errors
/// `Forbidden` without a permission for it, `NotFound` for what somebody else prepared.
pub async fn bulk(scope: &Scope, id: BulkId) -> Result<Bulk> {
    let actor = scope.any_permission(PERMISSIONS)?;
    let db = scope.db();
    let row = own(db, scope, id).await?;
    let outcomes: HashMap<AccountId, _> = line::of(id)
        .all(db)
        .await?
        .into_iter()
        .map(|line| (line.account_id, line.outcome))
        .collect();
    let accounts = people::among(db, scope, outcomes.keys().copied()).await?;
    let waits = |account: &&people::AccountRow| outcomes.get(&account.id) == Some(&None);
    let mut waiting: Vec<_> = accounts.iter().filter(waits).collect();
    waiting.sort_by_key(|account| account.id == actor);
    let judged = judge::judge(db, scope, &row, &waiting).await?;
    let shown = rows_of(scope, &accounts).await?.into_iter();
    let lines: Vec<BulkLine> = shown
        .filter_map(|person: PersonRow| {
            let settled = outcomes.get(&person.account).copied().flatten();
            let outcome = settled.or_else(|| judged.get(&person.account).copied())?;
            Some(BulkLine {
                person,
                outcome,
                done: settled.is_some(),
            })
        })
        .collect();
    audit::read(scope, Event::of(Action::PeopleListed).with("people", lines.len())).await?;
    let role = match row.role_id {
        Some(role) => roles::by_ids(db, [role]).await?.remove(&role),
        None => None,
    };
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    Ok(Bulk {
        id,
        action: row.action,
        role: role.map(|role| role.name(scope.language())),
        until: row.until.map(|day| plain_date_label(day, scope.language())),
        lines,
        done: row.done_at.map(|at| times.moment(at)),
    })
}

/// Removes what was prepared before, done or not.
///
/// # Errors
/// When the database fails.
pub(crate) async fn forget(tx: &DatabaseTransaction, before: DateTime<Utc>) -> Result<()> {
    change::forgotten(before).exec(tx).await?;
    Ok(())
}

async fn own(db: &impl ConnectionTrait, scope: &Scope, id: BulkId) -> Result<change::Model> {
    let found = change::visible_to(scope.actor()).filter(change::Column::Id.eq(id));
    found.one(db).await?.ok_or(Error::NotFound)
}

/// What the audit tells of it, beside what it tells of each person.
fn told(action: Action, row: &change::Model, people: usize) -> Event {
    let event = Event::of(action)
        .on(Subject::Bulk(row.id.uuid()))
        .with("action", row.action.as_str())
        .with("people", people);
    match row.role_id {
        Some(role) => event.with("role", role.to_string()),
        None => event,
    }
}

//! The integration log: every exchange with another system, and how it ended, where those can read it who run the portal.
//!
//! The ports hand over what went through them ([`crate::ports::watched`]), and a task of the process writes it in batches
//! ([`keep`]): no exchange waits for the log, fails because of it, or is forgotten because a transaction was undone.

mod entity;
mod line;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::TimeDelta;
use domain::actor::Permission;
use domain::audit::FILE_ROWS;
use domain::exchanges::{
    Exchange, ExchangeList, FindExchanges, KEPT_DAYS, OtherSystem, SUMMARY_HOURS, SystemSummary, ValidFindExchanges,
};
use domain::form::{FieldErrors, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use self::entity::{Column, Model};
use crate::audit::{self, Action, Event};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::jobs::Registry;
use crate::long_list;
use crate::scope::{Scope, Tools, new_uuid};
use crate::times::{Formatter, day_range};
pub use line::{Answer, ExchangeLog, Exchanged, Line, Told};

/// Exchanges on a page.
const ROWS: u64 = 50;
/// Old exchanges that are removed at once.
const REMOVED_AT_ONCE: u64 = 1000;

/// Writes down what went over the lines of a process.
///
/// # Errors
/// When the database fails.
pub async fn keep(database: &Database, exchanged: &[Exchanged]) -> Result<()> {
    let rows: Vec<_> = exchanged.iter().map(row).collect();
    if rows.is_empty() {
        return Ok(());
    }
    database
        .transaction(async |tx| {
            entity::Entity::insert_many(rows.clone())
                .exec_without_returning(tx)
                .await?;
            Ok(())
        })
        .await
}

fn row(exchanged: &Exchanged) -> entity::ActiveModel {
    let answer = exchanged.answer;
    let bytes = answer.bytes.map(|bytes| i64::try_from(bytes).unwrap_or(i64::MAX));
    entity::ActiveModel {
        id: Set(new_uuid(exchanged.at)),
        at: Set(exchanged.at),
        system: Set(exchanged.system),
        operation: Set(exchanged.operation),
        outcome: Set(answer.outcome),
        code: Set(answer.code.map(i32::from)),
        milliseconds: Set(i64::try_from(exchanged.milliseconds).unwrap_or(i64::MAX)),
        bytes: Set(bytes),
        host: Set(exchanged.host.to_string()),
        reference: Set(exchanged.reference),
    }
}

/// The exchanges that fit a search, the newest first, beneath how it went lately. That somebody looked is audited.
///
/// # Errors
/// `Forbidden` without the permission to read the log.
pub async fn list(scope: &Scope, search: &FindExchanges) -> Result<ExchangeList> {
    scope.permission(Permission::ReadLog)?;
    let (exchanges, older, errors) = match found(scope, search, ROWS).await {
        Ok((exchanges, older)) => (exchanges, older, FieldErrors::default()),
        Err(Error::Invalid(errors)) => (Vec::new(), None, errors),
        Err(error) => return Err(error),
    };
    let looked = Event::of(Action::ExchangesRead).with("exchanges", exchanges.len());
    audit::read(scope, looked).await?;
    Ok(ExchangeList {
        search: search.clone(),
        errors,
        summary: summary(scope).await?,
        exchanges,
        older,
    })
}

/// The newest exchanges that fit, as many as a file holds. That somebody took them is audited.
///
/// # Errors
/// `Forbidden` without the permission to read the log, `ConfirmFirst`, `Invalid` for a search that is none.
pub async fn file(scope: &Scope, search: &FindExchanges) -> Result<Vec<Exchange>> {
    scope.permission(Permission::ReadLog)?;
    scope.fresh()?;
    let (exchanges, _) = found(scope, search, FILE_ROWS).await?;
    let taken = Event::of(Action::ExchangesExported).with("exchanges", exchanges.len());
    audit::read(scope, taken).await?;
    Ok(exchanges)
}

/// The newest that fit, so many at most, and where the older ones begin.
async fn found(scope: &Scope, search: &FindExchanges, limit: u64) -> Result<(Vec<Exchange>, Option<Uuid>)> {
    let mut rows = entity::all()
        .filter(fits(scope, &search.parse()?).await?)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(limit + 1)
        .all(scope.db())
        .await?;
    let older = long_list::cut(&mut rows, limit, |row| row.id);
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    Ok((rows.into_iter().map(|row| shown(row, &times)).collect(), older))
}

/// What a search asks for of the table.
async fn fits(scope: &Scope, wanted: &ValidFindExchanges) -> Result<Condition> {
    let zone = &scope.tools().site.time_zone;
    let fits = Condition::all()
        .add_option(wanted.system.map(|system| Column::System.eq(system)))
        .add_option(wanted.ended.map(entity::ended))
        .add_option(wanted.reference.map(|reference| Column::Reference.eq(reference)))
        .add_option(wanted.from.map(|day| Column::At.gte(day_range(day, zone).start)))
        .add_option(wanted.until.map(|day| Column::At.lt(day_range(day, zone).end)));
    let Some(before) = wanted.before else {
        return Ok(fits);
    };
    let row = entity::all().filter(Column::Id.eq(before)).one(scope.db()).await?;
    let row = row.ok_or_else(|| FieldErrors::one("before", Problem::ReloadPage))?;
    Ok(fits.add(long_list::after(Column::At, Column::Id, (row.at, row.id))))
}

fn shown(row: Model, times: &Formatter) -> Exchange {
    Exchange {
        id: row.id,
        at: times.moment(row.at),
        instant: row.at,
        system: row.system,
        operation: row.operation,
        outcome: row.outcome,
        code: row.code.and_then(|code| u16::try_from(code).ok()),
        milliseconds: row.milliseconds.unsigned_abs(),
        bytes: row.bytes.map(i64::unsigned_abs),
        host: row.host,
        reference: row.reference,
    }
}

/// How it went with each system in the last hours.
async fn summary(scope: &Scope) -> Result<Vec<SystemSummary>> {
    let since = scope.now() - TimeDelta::hours(SUMMARY_HOURS);
    let lately: Vec<entity::Summary> = entity::summary(since).into_model().all(scope.db()).await?;
    let times = Formatter::new(&scope.tools().site.time_zone, scope.language());
    let of_system = |system: &OtherSystem| {
        let lately = lately.iter().find(|lately| lately.system == *system);
        SystemSummary {
            system: *system,
            exchanges: lately.map_or(0, |lately| lately.exchanges.unsigned_abs()),
            failures: lately.map_or(0, |lately| lately.failures.unsigned_abs()),
            last_good: lately.and_then(|lately| lately.last_good).map(|at| times.moment(at)),
        }
    };
    Ok(OtherSystem::ALL.iter().map(of_system).collect())
}

/// Lets old exchanges be deleted every day.
pub(crate) fn register(registry: &mut Registry, tools: &Arc<Tools>) {
    registry.every(TimeDelta::hours(24), "exchanges.clean", tools, |tools| async move {
        clean(&tools, REMOVED_AT_ONCE).await
    });
}

/// Removes what is too old, so many at once: others write meanwhile.
async fn clean(tools: &Tools, at_once: u64) -> Result<()> {
    let before = tools.clock.now() - TimeDelta::days(KEPT_DAYS);
    loop {
        let removed = tools
            .database
            .transaction(async |tx| Ok(entity::remove_before(before, at_once).exec(tx).await?.rows_affected))
            .await?;
        if removed < at_once {
            return Ok(());
        }
    }
}
